using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Backtest;

/// <summary>Reads the past of all deals from the event histories that are kept.</summary>
public sealed class HistoryStore(ITable deals)
{
    /// <param name="source">Only this source's deals; all where null.</param>
    public async Task<History> ReadAsync(string? source, CancellationToken cancellationToken)
    {
        var histories = new List<DealHistory>();
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

            histories.AddRange(events.Select(deal => new DealHistory(deal.Key, deal.Value)));
        }

        return History.Of(histories);
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
