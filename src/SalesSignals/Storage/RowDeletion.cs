namespace SalesSignals.Storage;

/// <summary>Deletes many rows, a hundred of a partition at a time.</summary>
public static class RowDeletion
{
    private const int Most = 100;

    /// <summary>Deletes all rows that a query finds, page by page, until time is up. How many are gone, and whether that was all.</summary>
    public static async Task<(int Deleted, bool IsAll)> DeleteAsync(
        this ITable table, TableQuery query, TimeProvider time, DateTimeOffset timeIsUpAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(time);
        var deleted = 0;
        await foreach (var page in table.QueryAsync(query, cancellationToken))
        {
            foreach (var partition in page.GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
            {
                foreach (var some in partition.Chunk(Most))
                {
                    if (time.GetUtcNow() >= timeIsUpAt)
                    {
                        return (deleted, false);
                    }

                    deleted += await DeleteAsync(table, some, cancellationToken);
                }
            }
        }

        return (deleted, true);
    }

    private static async Task<int> DeleteAsync(ITable table, TableRow[] rows, CancellationToken cancellationToken)
    {
        List<TableWrite> deletes = [.. rows.Select(row => new TableWrite.Delete(row.PartitionKey, row.RowKey, "*"))];
        if ((await table.WriteAsync(deletes, cancellationToken)).IsWritten)
        {
            return rows.Length;
        }

        // Somebody else deletes too: one that is gone keeps all others.
        var deleted = 0;
        foreach (var delete in deletes)
        {
            deleted += (await table.WriteAsync(delete, cancellationToken)).IsWritten ? 1 : 0;
        }

        return deleted;
    }
}
