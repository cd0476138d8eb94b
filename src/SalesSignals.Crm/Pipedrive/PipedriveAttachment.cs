using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>What activities and notes have in common: they belong to a deal, may go to another one, and may be taken away.</summary>
internal static class PipedriveAttachment
{
    /// <param name="id">Its id among all that belongs to a deal.</param>
    /// <param name="facts">Reads it as it is, at the time it was told.</param>
    public static List<CanonicalEvent> Read(PipedriveWebhook webhook, string id, Func<PipedriveFields, DateTimeOffset, ActivityFacts> facts)
    {
        var events = new List<CanonicalEvent>(2);
        var former = webhook.Previous?.Id("deal_id");
        var present = webhook.IsDeletion ? null : webhook.Current.Id("deal_id");
        if (former is not null && former != present)
        {
            events.Add(Removed(webhook, id, former));
        }

        if (present is not null)
        {
            events.Add(webhook.Current.IsFalse("active_flag") ? Removed(webhook, id, present) : Logged(webhook, present, facts));
        }

        return events;
    }

    private static CanonicalEvent.ActivityLogged Logged(
        PipedriveWebhook webhook, string dealId, Func<PipedriveFields, DateTimeOffset, ActivityFacts> facts)
    {
        var at = webhook.OccurredAt();
        return new() { Id = webhook.EventId(), OccurredAt = at, DealId = dealId, Activity = facts(webhook.Current, at) };
    }

    private static CanonicalEvent.ActivityRemoved Removed(PipedriveWebhook webhook, string id, string dealId) =>
        new() { Id = webhook.EventId(), OccurredAt = webhook.OccurredAt(), DealId = dealId, ActivityId = id };
}
