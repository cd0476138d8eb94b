using SalesSignals.Storage;

namespace SalesSignals.Functions.Standalone;

/// <summary>
/// A queue that wakes this process's own pump when this process adds a message, so that work goes from step to step at once although an
/// idle queue is polled rarely.
/// </summary>
public sealed class WakingQueue(IQueue queue) : IQueue
{
    private volatile TaskCompletionSource _added = NewSource();

    public string Name => queue.Name;

    /// <summary>Completes when a message is added after this was read.</summary>
    public Task Added => _added.Task;

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => queue.CreateIfNotExistsAsync(cancellationToken);

    public async Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken)
    {
        await queue.SendAsync(text, visibleAfter, cancellationToken);
        if (visibleAfter == TimeSpan.Zero)
        {
            Interlocked.Exchange(ref _added, NewSource()).TrySetResult();
        }
    }

    public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken) =>
        queue.ReceiveAsync(count, visibility, cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken) => queue.PeekAsync(count, cancellationToken);

    public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) => queue.DeleteAsync(message, cancellationToken);

    public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
        queue.HideAsync(message, visibility, cancellationToken);

    public Task<int> CountAsync(CancellationToken cancellationToken) => queue.CountAsync(cancellationToken);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
