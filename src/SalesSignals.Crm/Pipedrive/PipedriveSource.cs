using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>Pipedrive: its secrets are the user and password that each webhook is created with, as <c>user:password</c>.</summary>
internal static class PipedriveSource
{
    public const string Kind = "Pipedrive";

    /// <summary>Every account has its own.</summary>
    private const string ExampleAddress = "https://acme.pipedrive.com";

    /// <summary>Fewer characters can be guessed by who tries long enough: nothing else keeps forged webhooks out.</summary>
    private const int RecommendedPasswordLength = 20;

    /// <param name="settingName">The source's name as configured, for messages.</param>
    public static CrmSource Create(string name, string settingName, CrmSourceOptions options, CrmApiAccess access)
    {
        var passwords = options.Secrets.Select((secret, index) => PasswordLength(secret, settingName, index)).ToList();
        byte[][] secrets = [.. options.Secrets.Select(BasicAuthentication.Digest)];
        var types = PipedriveActivityTypes.Read(settingName, options.ActivityTypes);
        var client = Client(name, settingName, options, access, types);
        return new()
        {
            Webhook = new()
            {
                Name = name,
                Kind = Kind,
                Verify = (request, _) => BasicAuthentication.Verify(request, secrets),
                Challenge = BasicAuthentication.Challenge,
            },
            Translate = delivery => PipedriveTranslation.Translate(delivery, types, canAsk: client is not null, access.Notes()),

            // Meetings, calls, tasks and notes come whole. Emails do not come at all: docs/connect/pipedrive.md says what that means.
            TellsActivities = true,
            Client = client,
            Warnings = [.. passwords.Index().Where(password => password.Item < RecommendedPasswordLength).Select(password =>
                $"Sources__{settingName}__Secrets__{password.Index} has a password of {password.Item} characters; at least {RecommendedPasswordLength} are recommended.")],
        };
    }

    private static PipedriveClient? Client(
        string name, string settingName, CrmSourceOptions options, CrmApiAccess access, FrozenDictionary<string, ActivityKind> types) =>
        CrmApiOptions.Read(Kind, settingName, options, token => CrmApiKey.Header("x-api-token", token), usualAddress: null, ExampleAddress) is { } api
            ? new(name, new(new(api, access)), new(types, PipedriveHost.Trusted(api.BaseAddress.Host), access.Notes), access.Time, access.Loggers.CreateLogger<PipedriveClient>())
            : null;

    private static int PasswordLength(string secret, string settingName, int index)
    {
        var colon = secret.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < secret.Length - 1
            ? secret.Length - colon - 1
            : throw new InvalidOperationException(
                $"Sources__{settingName}__Secrets__{index} is not a user and a password; it must be user:password, as http_auth_user and http_auth_password of the webhook.");
    }
}
