using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Backtest;

/// <summary>Reads the past of all deals from the event histories that are kept.</summary>
public sealed class HistoryStore(ITable deals)
{
    /// <summary>All that is kept, without deals whose beginning is not kept any more.</summary>
    /// <param name="source">Only this source's deals; all where null.</param>
    public async Task<History> ReadAsync(string? source, CancellationToken cancellationToken)
    {
        var histories = new List<DealHistory>();
        var begun = new Dictionary<DealKey, DateTimeOffset?>();
        var store = new DealStore(deals);
        for (var bucket = 0; bucket < DealKeys.Buckets; bucket++)
        {
            var events = new Dictionary<DealKey, List<HeardEvent>>();
            await foreach (var page in deals.QueryAsync(TableQuery.Prefix(DealKeys.Bucket(bucket), DealKeys.EventPrefix), cancellationToken))
            {
                foreach (var row in page)
                {
                    Add(events, DealKey.Parse(row.GetString("Deal")!), source, row);
                }
            }

            await foreach (var deal in store.ReadBucketAsync(bucket, cancellationToken))
            {
                begun[deal.Key] = deal.Snapshot.FirstEventAt;
            }

            histories.AddRange(events.Select(deal => new DealHistory(deal.Key, deal.Value)));
        }

        return History.Of(histories).WithoutCut(begun.GetValueOrDefault);
    }

    private static void Add(Dictionary<DealKey, List<HeardEvent>> events, DealKey key, string? source, TableRow row)
    {
        if (source is not null && source != key.Source)
        {
            return;
        }

        if (!events.TryGetValue(key, out var heard))
        {
            events[key] = heard = [];
        }

        heard.Add(HeardEvent.Of(EventRow.Read(row)));
    }
}
