using System.Collections.Frozen;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// Pipedrive's webhooks in our words. Persons are not read: their webhooks do not say which deals they have to do with.
/// </summary>
internal static class PipedriveTranslation
{
    /// <param name="canAsk">Whether a client can be asked for what webhooks do not carry.</param>
    public static Translation Translate(Delivery delivery, FrozenDictionary<string, ActivityKind> types, bool canAsk, NoteLexicon notes) =>
        EventBody.Translate(delivery.Body, element =>
        {
            var webhook = new PipedriveWebhook(element, delivery.ReceivedAt);
            return new EventReading(Read(webhook, types, canAsk, notes), canAsk ? PipedriveWants.Of(webhook, types) : []);
        });

    private static List<CanonicalEvent> Read(PipedriveWebhook webhook, FrozenDictionary<string, ActivityKind> types, bool canAsk, NoteLexicon notes) =>
        (webhook.Entity, webhook.Action) switch
        {
            ("deal", "create" or "change") => PipedriveDeal.Changed(webhook, canAsk),
            ("deal", "delete") => [PipedriveDeal.Deleted(webhook)],
            ("activity", "create" or "change" or "delete") => PipedriveActivity.Read(webhook, types, notes),
            ("note", "create" or "change" or "delete") => PipedriveNote.Read(webhook, notes),
            _ => [],
        };
}
