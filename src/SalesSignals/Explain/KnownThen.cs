using System.Collections.Immutable;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Explain;

/// <summary>A deal as its history told it up to a time: nothing that happened later has a say.</summary>
/// <param name="Deal">Made of the events until then.</param>
/// <param name="LaterEvents">How many events came after, and are left out.</param>
/// <param name="NotKeptBefore">The first event that is kept, where the deal is older than that; null where all of its past is there.</param>
public sealed record KnownThen(WatchedDeal Deal, ImmutableArray<CanonicalEvent> Events, int LaterEvents, DateTimeOffset? NotKeptBefore)
{
    /// <summary>The same instant by two clocks.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    /// <summary>Null where nothing was told of the deal by then.</summary>
    public static KnownThen? Of(WatchedDeal deal, IReadOnlyList<CanonicalEvent> events, DateTimeOffset at)
    {
        ImmutableArray<CanonicalEvent> until = [.. events.Where(happened => happened.OccurredAt <= at)];
        if (until.IsEmpty)
        {
            return null;
        }

        var rebuilt = WatchedDeal.New(deal.Key).Apply(until, at) with
        {
            WatchedSince = deal.WatchedSince,
            Parkings = [.. deal.Parkings.Where(parking => parking.At <= at)],
            Standing = [.. deal.Standing.Where(raised => raised.RaisedAt <= at).Select(raised => AsOf(raised, at))],
            Past = [.. deal.Past.Where(record => record.RaisedAt <= at).Select(record => AsOf(record, at))],
        };
        return new(rebuilt, until, events.Count - until.Length, NotKeptBeforeOf(deal.Snapshot, events));
    }

    private static RaisedSignal AsOf(RaisedSignal raised, DateTimeOffset at) => raised with
    {
        AlertedAt = raised.AlertedAt <= at ? raised.AlertedAt : null,
        Feedback = raised.Feedback is { } said && said.At <= at ? said : null,
    };

    /// <summary>What followed an alert is to be judged by what was known.</summary>
    private static SignalRecord AsOf(SignalRecord record, DateTimeOffset at) => record with
    {
        AlertedAt = record.AlertedAt <= at ? record.AlertedAt : null,
        Outcome = record.AlertedAt <= at && record.Outcome is { } outcome ? outcome with { IsSettled = false } : null,
        Feedback = record.Feedback is { } said && said.At <= at ? said : null,
    };

    private static DateTimeOffset? NotKeptBeforeOf(DealSnapshot deal, IReadOnlyList<CanonicalEvent> events)
    {
        var firstKept = events.Min(happened => happened.OccurredAt);
        var began = deal.CreatedAt.Value < deal.FirstEventAt ? deal.CreatedAt.Value : deal.FirstEventAt;
        return began < firstKept - Slack ? firstKept : null;
    }
}
