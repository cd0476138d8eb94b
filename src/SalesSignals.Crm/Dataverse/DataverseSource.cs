using System.Collections.Frozen;
using Azure.Core;
using Microsoft.Extensions.Logging;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>Microsoft Dynamics 365 Sales: its secrets are the keys that its service endpoint sends along.</summary>
internal static class DataverseSource
{
    public const string Kind = "Dataverse";

    /// <summary>32 characters of base64 are 24 random bytes.</summary>
    private const int RecommendedLength = 32;

    /// <param name="settingName">The source's name as configured, for messages.</param>
    /// <param name="credential">What gets tokens in place of what is configured, for tests.</param>
    /// <exception cref="InvalidOperationException">The configuration will not do; the message names the setting to mend.</exception>
    public static CrmSource Create(string name, string settingName, CrmSourceOptions options, CrmApiAccess access, Func<TokenCredential>? credential = null)
    {
        byte[][] secrets = [.. options.Secrets.Select((secret, index) => DataverseKey.Hash(Sendable(secret, settingName, index)))];
        var organisations = options.OrganizationIds.Select((id, index) => Organisation(id, settingName, index)).ToFrozenSet();
        var stageColumn = string.IsNullOrWhiteSpace(options.StageColumn) ? null : options.StageColumn.Trim().ToLowerInvariant();
        var client = DataverseCredential.Read(settingName, options, credential) is { } api
            ? new DataverseClient(name, new(api, access), stageColumn, Host(api.BaseAddress), access.Notes, access.Time, access.Loggers.CreateLogger<DataverseClient>())
            : null;
        return new()
        {
            Webhook = new()
            {
                Name = name,
                Kind = Kind,
                Verify = (request, _) => DataverseKey.Verify(request, secrets),
                KeptHeaders = [DataverseContext.HostHeader, DataverseContext.SizeExceededHeader],
            },
            Translate = delivery => DataverseTranslation.Translate(delivery, organisations, stageColumn, canAsk: client is not null, access.Notes()),
            TellsActivities = true,
            Client = client,
            Warnings = [.. options.Secrets.Index().Where(secret => secret.Item.Length < RecommendedLength).Select(secret =>
                $"Sources__{settingName}__Secrets__{secret.Index} has {secret.Item.Length} characters; Dataverse signs nothing, so use at least {RecommendedLength} random ones.")],
        };
    }

    /// <summary>Where people see the environment; its API has an address of its own beside.</summary>
    private static string Host(Uri api) => api.Host.Replace(".api.crm", ".crm", StringComparison.OrdinalIgnoreCase);

    private static string Sendable(string secret, string settingName, int index) => secret.All(c => c is > ' ' and <= '~')
        ? secret
        : throw new InvalidOperationException(
            $"Sources__{settingName}__Secrets__{index} holds spaces or other characters that a header cannot carry; use letters, digits, '-' and '_'.");

    private static Guid Organisation(string id, string settingName, int index) => Guid.TryParse(id, out var organisation)
        ? organisation
        : throw new InvalidOperationException(
            $"Sources__{settingName}__OrganizationIds__{index} is not a GUID; copy the Organization ID from the environment's details in the Power Platform admin center.");
}
