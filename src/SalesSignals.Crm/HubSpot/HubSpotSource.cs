using System.Collections.Frozen;
using System.Text;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.HubSpot;

/// <summary>HubSpot: its secrets are the app's client secrets.</summary>
internal static class HubSpotSource
{
    public const string Kind = "HubSpot";

    public static CrmSource Create(string name, CrmSourceOptions options)
    {
        byte[][] secrets = [.. options.Secrets.Select(Encoding.UTF8.GetBytes)];
        var tolerance = TimeSpan.FromSeconds(options.ToleranceSeconds);
        var allowV1 = options.AllowV1Signature;
        var portals = options.AllowedPortalIds.ToFrozenSet();
        return new()
        {
            Webhook = new()
            {
                Name = name,
                Kind = Kind,
                Verify = (request, now) => HubSpotSignature.Verify(request, now, secrets, tolerance, allowV1),
            },
            Translate = delivery => HubSpotTranslation.Translate(delivery, portals),

            // Its webhooks name activities, but do not carry them.
            TellsActivities = false,
            Warnings = allowV1 ? [$"Source {name} takes HubSpot's old v1 signature, which does not keep an old webhook from being sent again."] : [],
        };
    }
}
