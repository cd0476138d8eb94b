using SalesSignals.Storage;

namespace SalesSignals.Tests.Outbox;

/// <summary>Repeats the n-th write, as a storage client does that has lost the answer: the caller learns what the second found.</summary>
internal sealed class RepeatingTable(ITable table, int nth) : ITable
{
    private int _writes;

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        table.GetAsync(partitionKey, rowKey, cancellationToken);

    public async Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken)
    {
        var result = await table.WriteAsync(write, cancellationToken);
        return ++_writes == nth ? await table.WriteAsync(write, cancellationToken) : result;
    }

    public async Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        var result = await table.WriteAsync(writes, cancellationToken);
        return ++_writes == nth ? await table.WriteAsync(writes, cancellationToken) : result;
    }

    public IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(TableQuery query, CancellationToken cancellationToken) =>
        table.QueryAsync(query, cancellationToken);
}
