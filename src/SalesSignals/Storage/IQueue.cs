namespace SalesSignals.Storage;

/// <summary>
/// A queue with the guarantees of Azure Queue Storage: at least once, in no promised order; a message that was received is hidden
/// for a while and comes back unless it is deleted.
/// </summary>
public interface IQueue
{
    /// <summary>The queue's name, as operators see it.</summary>
    string Name { get; }

    /// <summary>Creates the queue unless it is there.</summary>
    Task CreateIfNotExistsAsync(CancellationToken cancellationToken);

    /// <summary>Adds a message of at most <see cref="StorageLimits.QueueMessageBytes"/> of UTF-8.</summary>
    /// <param name="text">The message; it must survive XML (no control characters but tab and line ends).</param>
    /// <param name="visibleAfter">How long it stays hidden first, at most 7 days.</param>
    /// <exception cref="StorageLimitException">The message is larger than the store allows; nothing was sent.</exception>
    Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken);

    /// <summary>Takes up to <paramref name="count"/> (1 to 32) visible messages and hides them for <paramref name="visibility"/>.</summary>
    Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken);

    /// <summary>Looks at up to 32 visible messages without taking them; their pop receipts are empty.</summary>
    Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken);

    /// <summary>Removes a received message. False where it is gone, or somebody else has received it since.</summary>
    Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Hides a received message for <paramref name="visibility"/> from now (zero: gives it back at once). The message with its new pop
    /// receipt, or null where it is gone or somebody else has received it since.
    /// </summary>
    Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken);

    /// <summary>About how many messages there are, hidden ones included.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);
}

/// <param name="DequeueCount">How often it has been received, this time included.</param>
public sealed record QueuedMessage(string Id, string PopReceipt, string Text, long DequeueCount, DateTimeOffset InsertedAt);
