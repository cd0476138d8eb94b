using SalesSignals.Storage;

namespace SalesSignals.Tests.Outbox;

/// <summary>Lets the first reads return only when so many parties have read: all of them have then seen the same version.</summary>
internal sealed class RendezvousTable(ITable table, int parties) : ITable
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _here;

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    public async Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var row = await table.GetAsync(partitionKey, rowKey, cancellationToken);
        if (Interlocked.Increment(ref _here) >= parties)
        {
            _all.TrySetResult();
        }

        await _all.Task;
        return row;
    }

    public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken) => table.WriteAsync(write, cancellationToken);

    public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) =>
        table.WriteAsync(writes, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(TableQuery query, CancellationToken cancellationToken) =>
        table.QueryAsync(query, cancellationToken);
}
