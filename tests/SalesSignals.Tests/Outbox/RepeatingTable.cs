using SalesSignals.Storage;

namespace SalesSignals.Tests.Outbox;

/// <summary>How a caller learns of a write whose answer was lost.</summary>
public enum LostAnswer
{
    /// <summary>The storage client repeats the write and tells what the second found: a row that is there, another version.</summary>
    RepeatedAndRefused,

    /// <summary>The storage client says that it does not know.</summary>
    InDoubtAndMade,

    /// <summary>The storage client says that it does not know, and the write was not made.</summary>
    InDoubtAndNotMade,
}

/// <summary>Loses the answer to the n-th write.</summary>
internal sealed class RepeatingTable(ITable table, int nth, LostAnswer how) : ITable
{
    private int _writes;

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        table.GetAsync(partitionKey, rowKey, cancellationToken);

    public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken) =>
        LoseAsync(() => table.WriteAsync(write, cancellationToken));

    public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) =>
        LoseAsync(() => table.WriteAsync(writes, cancellationToken));

    public IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(TableQuery query, CancellationToken cancellationToken) =>
        table.QueryAsync(query, cancellationToken);

    private async Task<TableWriteResult> LoseAsync(Func<Task<TableWriteResult>> write)
    {
        if (++_writes != nth)
        {
            return await write();
        }

        if (how is not LostAnswer.InDoubtAndNotMade)
        {
            await write();
        }

        return how is LostAnswer.RepeatedAndRefused ? await write() : throw new StorageUnavailableException("The answer was lost.") { MayBeWritten = true };
    }
}
