using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Benchmarks.Receive;

/// <summary>A queue in memory that nobody empties: it begins anew before it is so long that keeping it is what is measured.</summary>
internal sealed class ForgettingQueue(string name) : IQueue
{
    private const int MostMessages = 10_000;

    private MemoryQueue _queue = new(name);
    private int _sent;

    public string Name => name;

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _queue.CreateIfNotExistsAsync(cancellationToken);

    public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _sent) % MostMessages == 0)
        {
            _queue = new(name);
        }

        return _queue.SendAsync(text, visibleAfter, cancellationToken);
    }

    public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken) =>
        _queue.ReceiveAsync(count, visibility, cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken) => _queue.PeekAsync(count, cancellationToken);

    public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) => _queue.DeleteAsync(message, cancellationToken);

    public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
        _queue.HideAsync(message, visibility, cancellationToken);

    public Task<int> CountAsync(CancellationToken cancellationToken) => _queue.CountAsync(cancellationToken);
}
