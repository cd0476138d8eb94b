using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// Deals. Each webhook repeats the whole deal, which mends what an earlier one that got lost would have said. What Pipedrive dates
/// itself, the stage and the end of a deal, is told as of then: an edit long after is no new stage, and no new day of winning.
/// </summary>
internal static class PipedriveDeal
{
    /// <param name="canAsk">
    /// Whether the API is asked for contacts. Then a person is told here only where it is new to the deal: a number told again with every
    /// edit would be a later word than the name and address that the API told.
    /// </param>
    public static List<CanonicalEvent> Changed(PipedriveWebhook webhook, bool canAsk)
    {
        var (id, eventId, at) = (webhook.EntityId, webhook.EventId(), webhook.OccurredAt());
        var events = State(webhook.Current, webhook.Previous, id, eventId, at, webhook.Host);
        if (!canAsk || PipedriveWants.HasNewContact(webhook))
        {
            events.AddRange(Contacts(webhook, id, eventId, at));
        }

        if (webhook.MergedFromId is { } mergedId)
        {
            events.Add(Merged(eventId, at, mergedId, id));
        }

        return events;
    }

    /// <summary>The deal as it is, by a webhook or by the API.</summary>
    /// <param name="previous">Old values of what has changed just now; null where that is not known.</param>
    public static List<CanonicalEvent> State(
        PipedriveFields deal, PipedriveFields? previous, string id, string eventId, DateTimeOffset at, string? host)
    {
        var (stage, stageSince) = (Stage(deal), Since(previous, "stage_id", deal.Instant("stage_change_time"), at));
        var (status, statusSince) = (Status(deal), Since(previous, "status", ClosedAt(deal), at));
        var fields = Fields(deal) with
        {
            Url = PipedriveHost.Url(host, id),
            Stage = stageSince is null ? stage : default,
            Status = statusSince is null ? status : default,
        };
        List<CanonicalEvent> events = [Change(id, eventId, at, fields)];
        if (stageSince is { } entered)
        {
            // The same id however often it is repeated: then it is one event of the deal's history.
            events.Add(Change(id, $"deal:{id}:stage:{stage.Value}", entered, new() { Stage = stage }));
        }

        if (statusSince is { } closed)
        {
            events.Add(Change(id, $"deal:{id}:{deal.Text("status")}", closed, new() { Status = status }));
        }

        return events;
    }

    /// <summary>When it was won or lost; null while it is open.</summary>
    public static DateTimeOffset? ClosedAt(PipedriveFields deal) => deal.Text("status") switch
    {
        "won" => deal.Instant("won_time") ?? deal.Instant("close_time"),
        "lost" => deal.Instant("lost_time") ?? deal.Instant("close_time"),
        _ => null,
    };

    public static CanonicalEvent Deleted(PipedriveWebhook webhook)
    {
        var (id, eventId, at) = (webhook.EntityId, webhook.EventId(), webhook.OccurredAt());
        return webhook.MergedToId is { } into
            ? Merged(eventId, at, id, into)
            : new CanonicalEvent.DealDeleted { Id = eventId, OccurredAt = at, DealId = id };
    }

    private static CanonicalEvent.DealChanged Change(string dealId, string eventId, DateTimeOffset at, DealFields fields) =>
        new() { Id = eventId, OccurredAt = at, DealId = dealId, Deal = fields };

    private static DealFields Fields(PipedriveFields deal) => new()
    {
        Name = deal.Told("title", (d, name) => EventText.Name(d.Text(name))),
        Pipeline = deal.Told("pipeline_id", (d, name) => d.Id(name)),
        Amount = deal.Told("value", (d, name) => d.Amount(name)),
        Currency = deal.Told("currency", (d, name) => EventText.Currency(d.Text(name), name)),
        CloseOn = deal.Told("expected_close_date", (d, name) => d.Date(name)),
        OwnerId = deal.Told("owner_id", (d, name) => d.Id(name)),
        CreatedAt = deal.Instant("add_time") is { } createdAt ? Told.Of<DateTimeOffset?>(createdAt) : default,
    };

    private static Told<string> Stage(PipedriveFields deal) => deal.Told("stage_id", (d, name) => d.Id(name));

    /// <summary>An open deal that is archived is off everybody's pipeline: to us it is gone, until it comes back.</summary>
    private static Told<DealStatus?> Status(PipedriveFields deal) => deal.Text("status") switch
    {
        null => default,
        "open" => Told.Of<DealStatus?>(deal.IsTrue("is_archived") ? DealStatus.Deleted : DealStatus.Open),
        "won" => Told.Of<DealStatus?>(DealStatus.Won),
        "lost" => Told.Of<DealStatus?>(DealStatus.Lost),
        "deleted" => Told.Of<DealStatus?>(DealStatus.Deleted),
        _ => throw new UnreadableEventException("status must be open, won, lost or deleted."),
    };

    /// <summary>
    /// Since when a field has its value, where it got it before this webhook. People may set the day of winning back: the webhook that
    /// tells the change itself counts from when it happened, or "open" would still be the later word.
    /// </summary>
    private static DateTimeOffset? Since(PipedriveFields? previous, string field, DateTimeOffset? since, DateTimeOffset at) =>
        since < at && previous?.Tells(field) is not true ? since : null;

    private static IEnumerable<CanonicalEvent> Contacts(PipedriveWebhook webhook, string dealId, string eventId, DateTimeOffset at)
    {
        if (!webhook.Current.Tells("person_id"))
        {
            yield break;
        }

        var person = webhook.Current.Id("person_id");
        if (webhook.Previous?.Id("person_id") is { } former && former != person)
        {
            yield return new CanonicalEvent.ContactRemoved { Id = eventId, OccurredAt = at, DealId = dealId, ContactId = former };
        }

        if (person is not null)
        {
            yield return new CanonicalEvent.ContactAssociated { Id = eventId, OccurredAt = at, DealId = dealId, Contact = new() { Id = person } };
        }
    }

    private static CanonicalEvent.DealMerged Merged(string eventId, DateTimeOffset at, string id, string into) => id != into
        ? new() { Id = eventId, OccurredAt = at, DealId = id, IntoDealId = into }
        : throw new UnreadableEventException("The deal is said to be merged into itself.");
}
