using System.Runtime.CompilerServices;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Standalone;

/// <summary>A table whose store is down when the test says so.</summary>
internal sealed class FailingTable(ITable table) : ITable
{
    private int _calls;

    public bool IsDown { get; set; }

    public int Calls => _calls;

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        Up().GetAsync(partitionKey, rowKey, cancellationToken);

    public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken) => Up().WriteAsync(write, cancellationToken);

    public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) =>
        Up().WriteAsync(writes, cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in Up().QueryAsync(query, cancellationToken))
        {
            yield return page;
        }
    }

    private ITable Up()
    {
        Interlocked.Increment(ref _calls);
        return IsDown ? throw new StorageUnavailableException("The table is down.") : table;
    }
}
