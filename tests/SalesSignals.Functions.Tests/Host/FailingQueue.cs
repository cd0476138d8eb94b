using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Host;

/// <summary>A queue whose store is down until the test says otherwise.</summary>
internal sealed class FailingQueue(IQueue queue) : IQueue
{
    private int _calls;

    public bool IsDown { get; set; } = true;

    /// <summary>Instead of failing, the store never answers.</summary>
    public bool Hangs { get; init; }

    /// <summary>How often the store was called.</summary>
    public int Calls => _calls;

    public string Name => queue.Name;

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken) =>
        AskAsync(() => queue.SendAsync(text, visibleAfter, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken)
    {
        await AskAsync(() => Task.CompletedTask, cancellationToken);
        return await queue.ReceiveAsync(count, visibility, cancellationToken);
    }

    public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken) => queue.PeekAsync(count, cancellationToken);

    public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) => queue.DeleteAsync(message, cancellationToken);

    public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
        queue.HideAsync(message, visibility, cancellationToken);

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await AskAsync(() => Task.CompletedTask, cancellationToken);
        return await queue.CountAsync(cancellationToken);
    }

    private async Task AskAsync(Func<Task> call, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        if (Hangs)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        if (IsDown)
        {
            throw new StorageUnavailableException("secret-host does not answer.");
        }

        await call();
    }
}
