using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Import;

/// <summary>What a file tells that is not known yet. Importing it a second time tells nothing.</summary>
/// <param name="New">How many deals were not known.</param>
/// <param name="Changed">How many were, and are told something new.</param>
internal sealed record ImportPlan(IReadOnlyList<CanonicalEvent> Events, int New, int Changed, int Unchanged)
{
    public static async Task<ImportPlan> OfAsync(
        string source, IReadOnlyList<ImportedDeal> deals, DealStore store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var events = new List<CanonicalEvent>();
        var (added, changed, unchanged) = (0, 0, 0);
        foreach (var deal in deals)
        {
            DealKey key = new(source, deal.Id);
            var known = (await store.ReadAsync(key, cancellationToken))?.Snapshot;
            var heard = known is null ? [] : (await store.ReadEventsAsync(key, cancellationToken)).Select(happened => (happened.Id, happened.OccurredAt)).ToHashSet();
            var told = Told(deal, known ?? DealSnapshot.Empty(key), heard, now);
            events.AddRange(told);
            _ = known is null ? added++ : told.Count > 0 ? changed++ : unchanged++;
        }

        return new(events, added, changed, unchanged);
    }

    /// <param name="heard">What earlier files told of the past stays as it was told: what a later one says otherwise is news of now.</param>
    private static List<CanonicalEvent> Told(ImportedDeal deal, DealSnapshot known, HashSet<(string Id, DateTimeOffset At)> heard, DateTimeOffset now)
    {
        var told = new List<CanonicalEvent>();
        foreach (var happened in deal.Past().Where(happened => !heard.Contains((happened.Id, happened.OccurredAt))))
        {
            var after = DealMerge.Apply(known, happened);
            if (!ReferenceEquals(after, known))
            {
                told.Add(happened);
                known = after;
            }
        }

        if (deal.News(known, now) is { } news)
        {
            told.Add(news);
        }

        return told;
    }
}
