using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Explain;

/// <summary>A deal's story: what moved, who was in touch, and what we said of it and when.</summary>
/// <param name="Past">Newest first.</param>
/// <param name="Planned">What is to come, soonest first.</param>
public sealed record DealTimeline(ImmutableArray<TimelineEntry> Past, ImmutableArray<TimelineEntry> Planned)
{
    /// <param name="events">What is kept of the deal's history; only it knows of changes of owner and forecast.</param>
    /// <param name="records">Every raising that is remembered, as <see cref="DealAssessor.RecordsOf"/> tells them.</param>
    public static DealTimeline Of(
        WatchedDeal deal, in DealView view, IReadOnlyList<CanonicalEvent> events, IReadOnlyList<SignalRecord> records, PeopleDirectory people)
    {
        ArgumentNullException.ThrowIfNull(deal);
        var now = view.Now;
        var currency = view.Snapshot.Currency.Value;
        var activities = new ActivityEntries(view);
        TimelineEntry[] past =
        [
            .. BoardView.MovesOf(view).Select(move => MoveEntries.Of(move, currency, now)),
            .. MoveEntries.Told(events, deal.Key.Source, people),
            .. activities.Past(),
            .. new SignalEntries(people, now).Of(deal, records),
        ];
        return new([.. past.Where(entry => entry.At <= now).OrderByDescending(entry => entry.At)], [.. activities.Planned()]);
    }

    internal static string NameOf(PeopleDirectory people, string? personId) =>
        personId is null ? "the command line" : Wording.Clean(people.ById(personId)?.Name ?? "somebody who has left the team");
}
