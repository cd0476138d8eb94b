using SalesSignals.Deals;
using SalesSignals.Storage;

namespace SalesSignals.Signals;

/// <summary>
/// Deletes events that are older than they are kept. Snapshots hold all that rules need, so no answer of today depends on them; what
/// looks back (<c>explain --at</c>, <c>backtest</c>) says what is gone.
/// </summary>
public sealed class HistoryPruning(ITable deals, TimeProvider time)
{
    /// <summary>Deletes the events of a bucket that happened before an instant, until time is up. How many are gone, and whether that was all.</summary>
    public Task<(int Deleted, bool IsAll)> PruneAsync(int bucket, DateTimeOffset before, DateTimeOffset timeIsUpAt, CancellationToken cancellationToken)
    {
        var old = TableQuery.Prefix(DealKeys.Bucket(bucket), DealKeys.EventPrefix) with
        {
            Filter = new TableFilter.Compare(EventRow.OccurredAt, TableComparison.Less, before.ToUniversalTime()),
            Select = [EventRow.OccurredAt],
        };
        return deals.DeleteAsync(old, time, timeIsUpAt, cancellationToken);
    }
}
