using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Queues;

/// <summary>
/// A queue in Azure Queue Storage, texts as they are (no base64). A send whose answer was lost is sent again and may arrive twice; a
/// delete or hide that reports "gone" after such a retry may have been ours: the message is dealt with, or comes back, either way.
/// </summary>
public sealed class AzureQueue(QueueClient client) : IQueue
{
    // The service would drop a message after 7 days; what was acknowledged is never dropped.
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <inheritdoc/>
    public string Name => client.Name;

    /// <inheritdoc/>
    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) =>
        CallAsync(token => client.CreateIfNotExistsAsync(cancellationToken: token), cancellationToken);

    /// <inheritdoc/>
    public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckMessage(text);
        StorageLimitChecks.CheckDelay(visibleAfter);
        return CallAsync(token => client.SendMessageAsync(text, visibleAfter, Forever, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckReceive(count, visibility);
        var received = await CallAsync(token => client.ReceiveMessagesAsync(count, visibility, token), cancellationToken).ConfigureAwait(false);
        return [.. received.Value.Select(message => new QueuedMessage(
            message.MessageId, message.PopReceipt, message.Body.ToString(), message.DequeueCount, message.InsertedOn ?? default))];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckCount(count);
        var seen = await CallAsync(token => client.PeekMessagesAsync(count, token), cancellationToken).ConfigureAwait(false);
        return [.. seen.Value.Select(message => new QueuedMessage(
            message.MessageId, "", message.Body.ToString(), message.DequeueCount, message.InsertedOn ?? default))];
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.PopReceipt.Length == 0)
        {
            return false;
        }

        try
        {
            await CallAsync(token => client.DeleteMessageAsync(message.Id, message.PopReceipt, token), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (IsGone(e))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        StorageLimitChecks.CheckDelay(visibility);
        if (message.PopReceipt.Length == 0)
        {
            return null;
        }

        try
        {
            var receipt = await CallAsync(token => HideAsync(message, visibility, token), cancellationToken).ConfigureAwait(false);
            return message with { PopReceipt = receipt.Value.PopReceipt };
        }
        catch (RequestFailedException e) when (IsGone(e))
        {
            return null;
        }

        // Without a text the message keeps the one it has.
        Task<Response<UpdateReceipt>> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken token) =>
            client.UpdateMessageAsync(message.Id, message.PopReceipt, (string?)null, visibility, token);
    }

    /// <inheritdoc/>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var properties = await CallAsync(token => client.GetPropertiesAsync(token), cancellationToken).ConfigureAwait(false);
        return properties.Value.ApproximateMessagesCount;
    }

    private Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        StorageConnectionFailure.BoundAsync($"Queue '{client.Name}'", call, cancellationToken);

    private static bool IsGone(RequestFailedException e) =>
        e.ErrorCode == QueueErrorCode.MessageNotFound || e.ErrorCode == QueueErrorCode.PopReceiptMismatch;
}
