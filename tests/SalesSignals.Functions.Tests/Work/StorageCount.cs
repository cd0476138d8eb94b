using System.Runtime.CompilerServices;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>How many calls storage got: what it bills, and what takes the time. A transaction is one, a query one for each page.</summary>
internal sealed class StorageCount
{
    private int _queue;
    private int _tableReads;
    private int _tableWrites;

    public int Queue => _queue;

    public int TableReads => _tableReads;

    public int TableWrites => _tableWrites;

    public int Table => TableReads + TableWrites;

    public void Reset() => (_queue, _tableReads, _tableWrites) = (0, 0, 0);

    public IQueue Count(IQueue queue) => new CountedQueue(queue, this);

    public ITable Count(ITable table) => new CountedTable(table, this);

    private sealed class CountedQueue(IQueue queue, StorageCount count) : IQueue
    {
        public string Name => queue.Name;

        public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => One().CreateIfNotExistsAsync(cancellationToken);

        public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken) =>
            One().SendAsync(text, visibleAfter, cancellationToken);

        public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken) =>
            One().ReceiveAsync(count, visibility, cancellationToken);

        public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken) => One().PeekAsync(count, cancellationToken);

        public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) => One().DeleteAsync(message, cancellationToken);

        public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
            One().HideAsync(message, visibility, cancellationToken);

        public Task<int> CountAsync(CancellationToken cancellationToken) => One().CountAsync(cancellationToken);

        private IQueue One()
        {
            Interlocked.Increment(ref count._queue);
            return queue;
        }
    }

    private sealed class CountedTable(ITable table, StorageCount count) : ITable
    {
        public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => Write().CreateIfNotExistsAsync(cancellationToken);

        public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
            Read().GetAsync(partitionKey, rowKey, cancellationToken);

        public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken) => Write().WriteAsync(write, cancellationToken);

        public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) =>
            Write().WriteAsync(writes, cancellationToken);

        public async IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(
            TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var page in table.QueryAsync(query, cancellationToken))
            {
                Interlocked.Increment(ref count._tableReads);
                yield return page;
            }
        }

        private ITable Read()
        {
            Interlocked.Increment(ref count._tableReads);
            return table;
        }

        private ITable Write()
        {
            Interlocked.Increment(ref count._tableWrites);
            return table;
        }
    }
}
