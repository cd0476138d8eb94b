using System.Globalization;

namespace SalesSignals.Storage.Memory;

/// <summary>
/// A queue in memory that keeps every promise of <see cref="IQueue"/>: visibility by <paramref name="timeProvider"/>'s clock,
/// dequeue counts, pop receipts that go stale. The queue is there from the start.
/// </summary>
public sealed class MemoryQueue(string name, TimeProvider? timeProvider = null) : IQueue
{
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private readonly LinkedList<Entry> _entries = [];
    private long _number;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckMessage(text);
        StorageLimitChecks.CheckDelay(visibleAfter);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            _entries.AddLast(new Entry { Message = new(Next(), "", text, 0, now), VisibleAt = now + visibleAfter });
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckReceive(count, visibility);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var taken = _entries.Where(entry => entry.VisibleAt <= now).Take(count).ToList();
            foreach (var entry in taken)
            {
                entry.Message = entry.Message with { PopReceipt = Next(), DequeueCount = entry.Message.DequeueCount + 1 };
                entry.VisibleAt = now + visibility;
            }

            return Task.FromResult<IReadOnlyList<QueuedMessage>>([.. taken.Select(entry => entry.Message)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckCount(count);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var seen = _entries.Where(entry => entry.VisibleAt <= now).Take(count).Select(entry => entry.Message with { PopReceipt = "" });
            return Task.FromResult<IReadOnlyList<QueuedMessage>>([.. seen]);
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Find(message) is { } entry && _entries.Remove(entry));
        }
    }

    /// <inheritdoc/>
    public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckDelay(visibility);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (Find(message) is not { } entry)
            {
                return Task.FromResult<QueuedMessage?>(null);
            }

            entry.Message = entry.Message with { PopReceipt = Next() };
            entry.VisibleAt = _time.GetUtcNow() + visibility;
            return Task.FromResult<QueuedMessage?>(entry.Message);
        }
    }

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_entries.Count);
        }
    }

    private Entry? Find(QueuedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.PopReceipt.Length == 0
            ? null
            : _entries.FirstOrDefault(entry => entry.Message.Id == message.Id && entry.Message.PopReceipt == message.PopReceipt);
    }

    private string Next() => (++_number).ToString(CultureInfo.InvariantCulture);

    private sealed class Entry
    {
        public required QueuedMessage Message { get; set; }

        public required DateTimeOffset VisibleAt { get; set; }
    }
}
