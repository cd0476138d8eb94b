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
            var told = Told(deal, known ?? DealSnapshot.Empty(key), now);
            events.AddRange(told);
            _ = known is null ? added++ : told.Count > 0 ? changed++ : unchanged++;
        }

        return new(events, added, changed, unchanged);
    }

    private static List<CanonicalEvent> Told(ImportedDeal deal, DealSnapshot known, DateTimeOffset now)
    {
        var told = new List<CanonicalEvent>();
        foreach (var happened in deal.Past())
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
