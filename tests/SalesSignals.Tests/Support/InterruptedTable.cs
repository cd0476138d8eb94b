using SalesSignals.Storage;

namespace SalesSignals.Tests.Support;

/// <summary>A table before whose next write somebody else gets in between.</summary>
internal sealed class InterruptedTable(ITable table) : ITable
{
    private Func<Task>? _beforeNextWrite;

    public Func<Task> BeforeNextWrite
    {
        set => _beforeNextWrite = value;
    }

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        table.GetAsync(partitionKey, rowKey, cancellationToken);

    public async Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken)
    {
        await InterruptAsync();
        return await table.WriteAsync(write, cancellationToken);
    }

    public async Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        await InterruptAsync();
        return await table.WriteAsync(writes, cancellationToken);
    }

    public IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(TableQuery query, CancellationToken cancellationToken) =>
        table.QueryAsync(query, cancellationToken);

    private Task InterruptAsync() => Interlocked.Exchange(ref _beforeNextWrite, null)?.Invoke() ?? Task.CompletedTask;
}
