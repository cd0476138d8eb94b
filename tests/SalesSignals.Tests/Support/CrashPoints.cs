using System.Runtime.CompilerServices;
using SalesSignals.Storage;

namespace SalesSignals.Tests.Support;

/// <summary>Counts the calls of storage, and lets the process die at one of them: before it is made, or after it has taken effect.</summary>
internal sealed class CrashPoints
{
    private int _calls;

    public int Calls => _calls;

    /// <summary>At which call, from 1, to die; 0 for never.</summary>
    public int DieAt { get; set; }

    public bool AfterItTookEffect { get; set; }

    /// <summary>Whether all later calls fail too: a process that is gone makes none, whatever catches the first failure.</summary>
    public bool StaysDead { get; set; }

    public ITable Over(ITable table) => new Table(this, table);

    public IQueue Over(IQueue queue) => new Queue(this, queue);

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        var number = Interlocked.Increment(ref _calls);
        if (StaysDead && DieAt > 0 && number > DieAt)
        {
            throw new CrashException();
        }

        var isLast = number == DieAt;
        if (isLast && !AfterItTookEffect)
        {
            throw new CrashException();
        }

        var result = await call();
        return isLast ? throw new CrashException() : result;
    }

    private sealed class Table(CrashPoints points, ITable table) : ITable
    {
        public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

        public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
            points.CallAsync(() => table.GetAsync(partitionKey, rowKey, cancellationToken));

        public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken) =>
            points.CallAsync(() => table.WriteAsync(write, cancellationToken));

        public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) =>
            points.CallAsync(() => table.WriteAsync(writes, cancellationToken));

        public async IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await points.CallAsync(() => Task.FromResult(true));
            await foreach (var page in table.QueryAsync(query, cancellationToken))
            {
                yield return page;
            }
        }
    }

    private sealed class Queue(CrashPoints points, IQueue queue) : IQueue
    {
        public string Name => queue.Name;

        public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => queue.CreateIfNotExistsAsync(cancellationToken);

        public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken) => points.CallAsync(async () =>
        {
            await queue.SendAsync(text, visibleAfter, cancellationToken);
            return true;
        });

        public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken) =>
            queue.ReceiveAsync(count, visibility, cancellationToken);

        public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken) => queue.PeekAsync(count, cancellationToken);

        public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) => queue.DeleteAsync(message, cancellationToken);

        public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
            queue.HideAsync(message, visibility, cancellationToken);

        public Task<int> CountAsync(CancellationToken cancellationToken) => queue.CountAsync(cancellationToken);
    }
}

internal sealed class CrashException : Exception;
