using System.Collections.Frozen;
using System.Text;
using Microsoft.Extensions.Logging;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.HubSpot;

/// <summary>HubSpot: its secrets are the app's client secrets.</summary>
internal static class HubSpotSource
{
    public const string Kind = "HubSpot";

    private const string ApiAddress = "https://api.hubapi.com";

    /// <param name="setting">The name as it is configured.</param>
    /// <exception cref="InvalidOperationException">The configuration will not do; the message names the setting to mend.</exception>
    public static CrmSource Create(string name, string setting, CrmSourceOptions options, CrmApiAccess access)
    {
        byte[][] secrets = [.. options.Secrets.Select(Encoding.UTF8.GetBytes)];
        var tolerance = TimeSpan.FromSeconds(options.ToleranceSeconds);
        var allowV1 = options.AllowV1Signature;
        var portals = Portals(setting, options);
        var client = Client(name, setting, options, access);
        return new()
        {
            Webhook = new()
            {
                Name = name,
                Kind = Kind,
                Verify = (request, now) => HubSpotSignature.Verify(request, now, secrets, tolerance, allowV1),
            },
            Translate = delivery => HubSpotTranslation.Translate(delivery, portals, canAsk: client is not null),

            // Its webhooks name activities, but do not carry them.
            TellsActivities = client is not null,
            Client = client,
            Warnings = [.. Warnings(name, allowV1)],
        };
    }

    private static HubSpotClient? Client(string name, string setting, CrmSourceOptions options, CrmApiAccess access)
    {
        if (CrmApiOptions.Read(Kind, setting, options, CrmApiKey.Bearer, ApiAddress, ApiAddress) is not { } api)
        {
            return null;
        }

        return options.AllowedPortalIds is [var portal]
            ? new(name, new(api, access), portal, access.Notes, access.Time, access.Loggers.CreateLogger<HubSpotClient>())
            : throw new InvalidOperationException(
                $"Sources__{setting}__AllowedPortalIds__0 is missing: Sources__{setting}__AccessToken is for one account, and events of another must not be mixed with its deals. Set it to that account's id (Hub ID).");
    }

    /// <summary>HubSpot's ids are unique within an account only: deals of two would be taken for one.</summary>
    private static FrozenSet<long> Portals(string setting, CrmSourceOptions options) => options.AllowedPortalIds.Count <= 1
        ? options.AllowedPortalIds.ToFrozenSet()
        : throw new InvalidOperationException(
            $"Sources__{setting}__AllowedPortalIds lists {options.AllowedPortalIds.Count} accounts, whose deals may have the same ids: keep one, and run SalesSignals once for each of the others.");

    private static IEnumerable<string> Warnings(string name, bool allowV1)
    {
        if (allowV1)
        {
            yield return $"Source {name} takes HubSpot's old v1 signature, which does not keep an old webhook from being sent again.";
        }
    }
}
