using SalesSignals.Storage;

namespace SalesSignals.Pulse;

/// <summary>Keeps the pulse of each source, one row an hour and process.</summary>
public sealed class PulseStore(ITable cursor)
{
    /// <summary>How much of a source's past tells what is usual for it.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(14);

    /// <summary>Puts an hour as a process has counted it so far in the place of what it had counted before.</summary>
    /// <param name="instance">Names the process: no other, and none before it, has the name.</param>
    public Task KeepAsync(string source, PulseHour hour, string instance, CancellationToken cancellationToken) =>
        cursor.WriteAsync(new TableWrite.Upsert(PulseRows.Write(source, hour, instance)), cancellationToken);

    /// <summary>All that is kept of a source: two weeks, and two weeks before its last delivery.</summary>
    public async Task<PulseHistory> ReadAsync(string source, CancellationToken cancellationToken)
    {
        var hours = new List<PulseHour>();
        await foreach (var page in cursor.QueryAsync(TableQuery.Prefix(PulseRows.Partition(source), PulseRows.Prefix), cancellationToken))
        {
            hours.AddRange(page.Select(PulseRows.Read));
        }

        return PulseHistory.Of(source, hours);
    }

    /// <summary>
    /// Deletes what nobody needs any more. Of a source that has fallen silent the two weeks before stay, or nobody would know what was
    /// usual for it. One read, unless there is something to delete.
    /// </summary>
    public async Task PruneAsync(string source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = new List<TableRow>();
        var query = TableQuery.Prefix(PulseRows.Partition(source), PulseRows.Prefix) with { Select = ["PartitionKey", "RowKey", PulseRows.DeliveriesColumn] };
        await foreach (var page in cursor.QueryAsync(query, cancellationToken))
        {
            rows.AddRange(page);
        }

        var spoke = rows.Where(HasDeliveries).Select(PulseRows.HourOf).LastOrDefault(now);
        var old = rows.Where(row => PulseRows.HourOf(row) < now - Memory && (!HasDeliveries(row) || PulseRows.HourOf(row) < spoke - Memory));
        foreach (var some in old.Chunk(StorageLimits.TransactionWrites))
        {
            // Somebody else may prune at the same time: then a row is gone already, and the rest is left to the next time.
            await cursor.WriteAsync([.. some.Select(row => new TableWrite.Delete(row.PartitionKey, row.RowKey, "*"))], cancellationToken);
        }
    }

    private static bool HasDeliveries(TableRow row) => row.GetInt64(PulseRows.DeliveriesColumn) > 0;
}
