using System.Runtime.CompilerServices;
using SalesSignals.Storage;

namespace SalesSignals.Tests.Outbox;

/// <summary>The process dies at its n-th call to the outside, before or after the call took effect; from then on every call fails.</summary>
internal sealed class CrashPlan
{
    private int _calls;
    private int? _at;
    private bool _applyFirst;
    private bool _dead;

    public bool HasCrashed { get; private set; }

    public int Calls => _calls;

    public void CrashAt(int call, bool applyFirst)
    {
        (_calls, _at, _applyFirst, HasCrashed) = (0, call, applyFirst, false);
    }

    public void Revive() => (_dead, _at) = (false, null);

    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        if (_dead)
        {
            throw new CrashException();
        }

        if (Interlocked.Increment(ref _calls) != _at)
        {
            return await call();
        }

        if (_applyFirst)
        {
            await call();
        }

        HasCrashed = _dead = true;
        throw new CrashException();
    }

    public Task CallAsync(Func<Task> call) => CallAsync(async () =>
    {
        await call();
        return 0;
    });
}

internal sealed class CrashException : Exception;

internal sealed class CountingTable(ITable table, CrashPlan crashes) : ITable
{
    public int Queries { get; private set; }

    public int Reads { get; private set; }

    public int Writes { get; private set; }

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        Reads++;
        return crashes.CallAsync(() => table.GetAsync(partitionKey, rowKey, cancellationToken));
    }

    public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken)
    {
        Writes++;
        return crashes.CallAsync(() => table.WriteAsync(write, cancellationToken));
    }

    public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        Writes++;
        return crashes.CallAsync(() => table.WriteAsync(writes, cancellationToken));
    }

    public async IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Queries++;
        await crashes.CallAsync(() => Task.CompletedTask);
        await foreach (var page in table.QueryAsync(query, cancellationToken))
        {
            yield return page;
        }
    }
}

internal sealed class CountingQueue(IQueue queue, CrashPlan crashes) : IQueue
{
    public string Name => queue.Name;

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => queue.CreateIfNotExistsAsync(cancellationToken);

    public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken) =>
        crashes.CallAsync(() => queue.SendAsync(text, visibleAfter, cancellationToken));

    public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken) =>
        crashes.CallAsync(() => queue.ReceiveAsync(count, visibility, cancellationToken));

    public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken) => queue.PeekAsync(count, cancellationToken);

    public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) =>
        crashes.CallAsync(() => queue.DeleteAsync(message, cancellationToken));

    public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
        queue.HideAsync(message, visibility, cancellationToken);

    public Task<int> CountAsync(CancellationToken cancellationToken) => queue.CountAsync(cancellationToken);
}
