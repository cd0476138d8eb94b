using System.Collections.Immutable;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Backtest;

/// <summary>An event, and since when it could be known: when it happened or, where that is told and later, when we received it.</summary>
public readonly record struct HeardEvent(CanonicalEvent Event, DateTimeOffset KnownAt)
{
    public static HeardEvent Of(CanonicalEvent happened, DateTimeOffset? receivedAt = null)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return new(happened, receivedAt > happened.OccurredAt ? receivedAt.Value : happened.OccurredAt);
    }
}

/// <summary>All that was told of one deal, in the order in which it could be known.</summary>
public sealed record DealHistory
{
    public DealHistory(DealKey key, IEnumerable<HeardEvent> events)
    {
        Key = key;
        Events = [.. events.OrderBy(heard => heard.KnownAt.UtcTicks).ThenBy(heard => heard.Event.OccurredAt.UtcTicks).ThenBy(heard => heard.Event.Id, StringComparer.Ordinal)];
    }

    public DealKey Key { get; }

    public ImmutableArray<HeardEvent> Events { get; }

    /// <summary>The deal when all has been told.</summary>
    public DealSnapshot Latest() => Events.Aggregate(DealSnapshot.Empty(Key), (deal, heard) => DealMerge.Apply(deal, heard.Event));
}

/// <summary>The past of a pipeline, from the store or from an import.</summary>
public sealed class History
{
    /// <summary>The same instant by two clocks.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    private History(ImmutableArray<DealHistory> deals)
    {
        Deals = deals;
        var known = deals.Where(deal => !deal.Events.IsEmpty).ToList();
        BeginsAt = known.Count == 0 ? null : known.Min(deal => deal.Events[0].KnownAt);
        EndsAt = known.Count == 0 ? null : known.Max(deal => deal.Events[^1].KnownAt);
    }

    public ImmutableArray<DealHistory> Deals { get; }

    /// <summary>How many deals were left out because their beginning is not kept any more.</summary>
    public int Cut { get; private init; }

    /// <summary>When the first and the last became known; null where nothing did.</summary>
    public DateTimeOffset? BeginsAt { get; }

    public DateTimeOffset? EndsAt { get; }

    /// <summary>A history of deals. What is told of a deal that was merged into another is known of that one from then on.</summary>
    public static History Of(IEnumerable<DealHistory> deals)
    {
        var byKey = deals.ToDictionary(deal => deal.Key);
        var bequests = byKey.Values.SelectMany(deal => Bequests(deal, byKey)).ToLookup(bequest => bequest.Heir, bequest => bequest.Heard);
        return new([
            .. byKey.Values
                .Select(deal => bequests.Contains(deal.Key) ? new(deal.Key, deal.Events.Concat(bequests[deal.Key])) : deal)
                .OrderBy(deal => deal.Key.ToString(), StringComparer.Ordinal),
        ]);
    }

    /// <summary>
    /// The history without deals of which the beginning is gone: rules would judge them by half of what they knew.
    /// </summary>
    /// <param name="firstEventAt">When the first event of a deal happened, as its snapshot remembers; null where nobody knows.</param>
    public History WithoutCut(Func<DealKey, DateTimeOffset?> firstEventAt)
    {
        ArgumentNullException.ThrowIfNull(firstEventAt);
        ImmutableArray<DealHistory> whole = [.. Deals.Where(deal => deal.Events.IsEmpty
            || !(firstEventAt(deal.Key) < deal.Events.Min(heard => heard.Event.OccurredAt) - Slack))];
        return whole.Length == Deals.Length ? this : new(whole) { Cut = Deals.Length - whole.Length };
    }

    /// <summary>What a deal leaves to those that it was merged into, each later than the one before.</summary>
    private static IEnumerable<(DealKey Heir, HeardEvent Heard)> Bequests(DealHistory deal, Dictionary<DealKey, DealHistory> deals)
    {
        var from = deal;
        var knownAt = DateTimeOffset.MinValue;
        HashSet<DealKey> seen = [deal.Key];
        while (MergeOf(from) is { } merge && seen.Add(merge.Heir))
        {
            knownAt = merge.KnownAt > knownAt ? merge.KnownAt : knownAt;
            foreach (var heard in deal.Events.Where(IsPassedOn))
            {
                yield return (merge.Heir, heard with { KnownAt = heard.KnownAt > knownAt ? heard.KnownAt : knownAt });
            }

            if (!deals.TryGetValue(merge.Heir, out from!))
            {
                yield break;
            }
        }
    }

    private static (DealKey Heir, DateTimeOffset KnownAt)? MergeOf(DealHistory deal)
    {
        foreach (var heard in deal.Events)
        {
            if (heard.Event is CanonicalEvent.DealMerged merged && merged.IntoDealId != deal.Key.Id)
            {
                return (new(deal.Key.Source, merged.IntoDealId), heard.KnownAt);
            }
        }

        return null;
    }

    /// <summary>The end of the old record is no end of the deal.</summary>
    private static bool IsPassedOn(HeardEvent heard) =>
        heard.Event is not (CanonicalEvent.DealMerged or CanonicalEvent.DealDeleted or CanonicalEvent.DealRestored);
}
