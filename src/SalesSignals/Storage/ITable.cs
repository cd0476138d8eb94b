namespace SalesSignals.Storage;

/// <summary>
/// One table of a key-value store with the guarantees of Azure Table Storage: rows addressed by partition and row key,
/// optimistic concurrency by ETag, and atomic writes within a partition.
/// </summary>
public interface ITable
{
    /// <summary>Creates the table unless it is there.</summary>
    Task CreateIfNotExistsAsync(CancellationToken cancellationToken);

    /// <summary>Reads one row, or null where there is none.</summary>
    Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken);

    /// <summary>Makes one write. Lost races and missing rows are outcomes, not exceptions.</summary>
    /// <exception cref="StorageLimitException">The row is larger than the store allows; nothing was sent.</exception>
    Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken);

    /// <summary>
    /// Makes 1 to 100 writes on distinct rows of one partition, all or none (an entity group transaction).
    /// </summary>
    /// <exception cref="StorageLimitException">More than 100 writes, 4 MiB, or a row that is too large; nothing was sent.</exception>
    Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken);

    /// <summary>Reads rows in key order, a page (at most 1,000 rows) at a time. A page may be empty although more follow.</summary>
    IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(TableQuery query, CancellationToken cancellationToken);
}
