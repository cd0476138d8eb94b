using System.Collections.Frozen;
using System.Text.Json;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// Pipedrive's webhooks in our words. Persons are not read: their webhooks do not say which deals they have to do with.
/// </summary>
internal static class PipedriveTranslation
{
    public static Translation Translate(Delivery delivery, FrozenDictionary<string, ActivityKind> types) =>
        EventBody.Translate(delivery.Body, element => Read(element, delivery.ReceivedAt, types));

    private static List<CanonicalEvent> Read(JsonElement element, DateTimeOffset receivedAt, FrozenDictionary<string, ActivityKind> types)
    {
        var webhook = new PipedriveWebhook(element, receivedAt);
        return (webhook.Entity, webhook.Action) switch
        {
            ("deal", "create" or "change") => PipedriveDeal.Changed(webhook),
            ("deal", "delete") => [PipedriveDeal.Deleted(webhook)],
            ("activity", "create" or "change" or "delete") => PipedriveActivity.Read(webhook, types),
            ("note", "create" or "change" or "delete") => PipedriveNote.Read(webhook),
            _ => [],
        };
    }
}
