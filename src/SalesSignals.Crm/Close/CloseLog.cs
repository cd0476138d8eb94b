using System.Globalization;
using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>
/// Close's event log: what its webhooks tell, kept for 30 days, latest first. A page ends at a time, and the next one tells again what has
/// that very time. Close's own cursor leads on only where more events than a page holds share one.
/// </summary>
internal sealed class CloseLog(CloseReads reads, CloseObjects objects, Func<NoteLexicon> notes, TimeProvider time)
{
    /// <summary>Less than what Close keeps by as much as a walk may take.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(29);

    /// <summary>Customers that are read for one page.</summary>
    private const int MostLeads = 15;

    private static readonly DateTimeOffset Always = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All that happened, as webhooks tell it, with what they name and do not carry; and what was deleted.</summary>
    public async Task<CrmPage> ReadChangesAsync(CrmWalk.Changes walk, string? after, CancellationToken cancellationToken)
    {
        var (facts, next) = await FactsAsync("", walk.Since, Place(after) ?? walk.Until, MostLeads, cancellationToken);
        var (events, wanted) = Read(facts);
        var named = CrmObject.Distinct(wanted).ToList();
        events.AddRange(await objects.ReadAsync(named, cancellationToken));
        events.AddRange(await RemovalsAsync(facts, cancellationToken));
        return new(events, facts.Count + named.Count, next);
    }

    /// <summary>What opportunities were before they became what they are: amounts, close dates and owners of the last weeks.</summary>
    public async Task<CrmPage> ReadHistoryAsync(string? after, CancellationToken cancellationToken)
    {
        var (facts, next) = await FactsAsync("&object_type=opportunity&action=updated", Always, Place(after), int.MaxValue, cancellationToken);
        return new(Read(facts).Events, facts.Count, next) { OfKnownDealsOnly = true };
    }

    private static DateTimeOffset? Place(string? after) => after is null ? null
        : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero)
        : throw new ArgumentException("That is no place in the event log.", nameof(after));

    private static bool IsRemoval(CloseEvent fact) =>
        fact.Action == "deleted" && (fact.ObjectType == "contact" || CloseActivity.IsActivity(fact.ObjectType));

    private async Task<(List<CloseEvent> Facts, string? Next)> FactsAsync(
        string filter, DateTimeOffset since, DateTimeOffset? until, int mostLeads, CancellationToken cancellationToken)
    {
        var facts = new List<CloseEvent>();
        var leads = new HashSet<string>(StringComparer.Ordinal);
        var range = $"&date_updated__gte={CloseReads.Time(since)}{(until is { } end ? $"&date_updated__lte={CloseReads.Time(end)}" : "")}";
        for (string? cursor = null; ;)
        {
            var answer = await reads.EventsAsync(filter + (cursor is null ? range : $"&_cursor={Uri.EscapeDataString(cursor)}"), cancellationToken);
            foreach (var fact in (answer.Data ?? []).Select(Fact).OfType<CloseEvent>())
            {
                // Enough, but at its first time a page must end nowhere: the next would begin with it again.
                if (leads.Count >= mostLeads && facts[^1].OccurredAt != (until ?? facts[0].OccurredAt) && fact.OccurredAt != facts[^1].OccurredAt)
                {
                    return (facts, Text(facts[^1].OccurredAt));
                }

                if (fact.OccurredAt < since)
                {
                    return (facts, null);
                }

                facts.Add(fact);
                leads.UnionWith(CloseTranslation.IsOfConcern(fact) && fact.LeadId is { } lead ? [lead] : Array.Empty<string>());
            }

            cursor = answer.CursorNext;
            if (string.IsNullOrEmpty(cursor))
            {
                return (facts, null);
            }

            if (facts.Count > 0 && facts[^1].OccurredAt != (until ?? facts[0].OccurredAt))
            {
                return (facts, Text(facts[^1].OccurredAt));
            }
        }
    }

    private static string Text(DateTimeOffset at) => at.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private CloseEvent? Fact(JsonElement element)
    {
        CloseEvent? fact = null;
        objects.Told(CrmObjectKind.Deal, "of an event", () =>
        {
            fact = new CloseEvent(EventFields.Of(element), time.GetUtcNow());
            return [];
        });
        return fact;
    }

    private (List<CanonicalEvent> Events, List<CrmObject> Wanted) Read(List<CloseEvent> facts)
    {
        var (events, wanted) = (new List<CanonicalEvent>(), new List<CrmObject>());
        foreach (var fact in facts)
        {
            events.AddRange(objects.Told(CrmObjectKind.Deal, fact.ObjectId, () =>
            {
                var reading = CloseTranslation.Read(fact, canAsk: true, notes());
                wanted.AddRange(reading.Wanted);
                return reading.Events;
            }));
        }

        return (events, wanted);
    }

    /// <summary>Of what was deleted only the customer is known: it is taken from all of its deals, and was of some of them.</summary>
    private async Task<IEnumerable<CanonicalEvent>> RemovalsAsync(List<CloseEvent> facts, CancellationToken cancellationToken)
    {
        var removals = facts.Where(IsRemoval).Where(fact => fact.LeadId is not null).ToList();
        var leads = await objects.LeadsAsync(removals.Select(fact => fact.LeadId), cancellationToken);
        return removals.SelectMany(fact => (leads.GetValueOrDefault(fact.LeadId!)?.Deals ?? []).Select(deal => Removal(fact, deal)));
    }

    private static CanonicalEvent Removal(CloseEvent fact, string deal) => fact.ObjectType == "contact"
        ? new CanonicalEvent.ContactRemoved { Id = fact.Id, OccurredAt = fact.OccurredAt, DealId = deal, ContactId = fact.ObjectId }
        : new CanonicalEvent.ActivityRemoved { Id = fact.Id, OccurredAt = fact.OccurredAt, DealId = deal, ActivityId = fact.ObjectId };
}
