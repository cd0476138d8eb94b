using SalesSignals.Storage;

namespace SalesSignals.Cli.Tests.Support;

/// <summary>How often storage was asked to change anything: creating, writing, sending, claiming.</summary>
internal sealed class CountedWrites
{
    private int _count;

    public int Count => _count;

    public Tables Of(Tables tables) => Tables.Open(name => new CountedTable(tables.Named.Single(one => one.Name == name).Table, this));

    public Queues Of(Queues queues) => Queues.Open(name => new CountedQueue(queues.All.Single(queue => queue.Name == name), this));

    private T Changing<T>(T storage)
    {
        Interlocked.Increment(ref _count);
        return storage;
    }

    private sealed class CountedTable(ITable table, CountedWrites writes) : ITable
    {
        public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => writes.Changing(table).CreateIfNotExistsAsync(cancellationToken);

        public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => table.GetAsync(partitionKey, rowKey, cancellationToken);

        public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken) => writes.Changing(table).WriteAsync(write, cancellationToken);

        public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> all, CancellationToken cancellationToken) => writes.Changing(table).WriteAsync(all, cancellationToken);

        public IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(TableQuery query, CancellationToken cancellationToken) => table.QueryAsync(query, cancellationToken);
    }

    private sealed class CountedQueue(IQueue queue, CountedWrites writes) : IQueue
    {
        public string Name => queue.Name;

        public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => writes.Changing(queue).CreateIfNotExistsAsync(cancellationToken);

        public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken) => writes.Changing(queue).SendAsync(text, visibleAfter, cancellationToken);

        public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken) =>
            writes.Changing(queue).ReceiveAsync(count, visibility, cancellationToken);

        public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken) => queue.PeekAsync(count, cancellationToken);

        public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) => writes.Changing(queue).DeleteAsync(message, cancellationToken);

        public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
            writes.Changing(queue).HideAsync(message, visibility, cancellationToken);

        public Task<int> CountAsync(CancellationToken cancellationToken) => queue.CountAsync(cancellationToken);
    }
}
