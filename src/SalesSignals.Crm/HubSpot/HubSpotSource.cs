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
        var portals = options.AllowedPortalIds.ToFrozenSet();
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
            Warnings = [.. Warnings(name, allowV1, canAsk: client is not null, portals.Count)],
        };
    }

    private static HubSpotClient? Client(string name, string setting, CrmSourceOptions options, CrmApiAccess access)
    {
        long? portal = options.AllowedPortalIds is [var only] ? only : null;
        return CrmApiOptions.Read(Kind, setting, options, CrmApiKey.Bearer, ApiAddress, ApiAddress) is { } api
            ? new(name, new(api, access), portal, access.Time, access.Loggers.CreateLogger<HubSpotClient>())
            : null;
    }

    private static IEnumerable<string> Warnings(string name, bool allowV1, bool canAsk, int portals)
    {
        if (allowV1)
        {
            yield return $"Source {name} takes HubSpot's old v1 signature, which does not keep an old webhook from being sent again.";
        }

        if (canAsk && portals != 1)
        {
            yield return $"Source {name} has a token, which is for one account, and takes events of {(portals == 0 ? "any" : "several")}: list that one account in AllowedPortalIds.";
        }
    }
}
