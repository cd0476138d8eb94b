using System.Buffers.Text;
using SalesSignals.Storage;

namespace SalesSignals.Webhooks;

/// <summary>
/// Makes deliveries durable and reads them back. What fits travels in the queue message; a larger body is written to the Deliveries
/// table first, so that no message ever points at a body that is not there.
/// </summary>
public sealed class DeliveryStore(ITable deliveries)
{
    /// <summary>The largest body that can be kept: with base64 and headers, one transaction takes it even where nothing compresses.</summary>
    public const int MaxBodyBytes = 2 * 1024 * 1024;

    /// <summary>Keeps what the message cannot carry, and returns the text to queue.</summary>
    /// <exception cref="StorageLimitException">The body is larger than <see cref="MaxBodyBytes"/>.</exception>
    public async Task<string> KeepAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.Body.Length > MaxBodyBytes)
        {
            throw new StorageLimitException($"Delivery {delivery.Id} has {delivery.Body.Length} bytes; the limit is {MaxBodyBytes}.");
        }

        var (encoding, compressed) = BodyCompression.Compress(delivery.Body);
        var message = new DeliveryMessage(
            delivery.Source, delivery.Id, delivery.ReceivedAt, delivery.Headers, encoding, delivery.Body.Length);
        if (message.WriteWithBody(compressed.Span) is { } text)
        {
            return text;
        }

        var rows = DeliveryRows.Write(delivery.Id, delivery.ReceivedAt, compressed);
        await WriteAsync([.. rows.Select(row => new TableWrite.Upsert(row))], cancellationToken).ConfigureAwait(false);
        return (message with { BodyRows = rows.Count }).Write();
    }

    /// <summary>
    /// Reads a queued delivery. Null where it was processed before and its body has been deleted since: queues deliver more than once.
    /// </summary>
    /// <exception cref="UnreadableMessageException">The message is broken, or its body is gone.</exception>
    public async Task<Delivery?> ReadAsync(string messageText, CancellationToken cancellationToken)
    {
        var message = DeliveryMessage.Read(messageText);
        var compressed = message.BodyRows > 0
            ? await ReadRowsAsync(message, cancellationToken).ConfigureAwait(false)
            : Decode(message);
        if (compressed is null)
        {
            return null;
        }

        var body = BodyCompression.Decompress(message.Encoding, compressed, message.Length)
            ?? throw new UnreadableMessageException($"The body of delivery {message.Id} is not {message.Length} bytes in encoding '{message.Encoding}'.");
        return new(message.Id, message.Source, message.ReceivedAt, message.Headers, body) { BodyRows = message.BodyRows };
    }

    /// <summary>
    /// Deletes the stored body of a delivery that has been processed, and leaves a mark for a message that comes again. A body that
    /// travelled in its message costs nothing.
    /// </summary>
    public async Task DeleteBodyAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.BodyRows == 0)
        {
            return;
        }

        // An upsert replaces whole rows, and needs none to be there: it may safely run twice.
        await WriteAsync(
            [.. DeliveryRows.Emptied(delivery.Id, delivery.ReceivedAt, delivery.BodyRows).Select(row => new TableWrite.Upsert(row))],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Deletes what deliveries received before an instant have left in the table: marks of processed ones, and bodies whose message was
    /// never queued. Choose an instant older than any message that may still wait, poison included. Returns how many rows are gone.
    /// </summary>
    public async Task<int> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var swept = 0;
        await foreach (var page in deliveries.QueryAsync(DeliveryRows.ReceivedBefore(before), cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in page)
            {
                var result = await deliveries.WriteAsync(new TableWrite.Delete(row.PartitionKey, row.RowKey, "*"), cancellationToken).ConfigureAwait(false);
                swept += result.IsWritten ? 1 : 0;
            }
        }

        return swept;
    }

    private static byte[] Decode(DeliveryMessage message)
    {
        try
        {
            return Base64Url.DecodeFromChars(message.Body);
        }
        catch (FormatException e)
        {
            throw new UnreadableMessageException($"The body of delivery {message.Id} is not base64url.", e);
        }
    }

    private async Task<byte[]?> ReadRowsAsync(DeliveryMessage message, CancellationToken cancellationToken)
    {
        var rows = new List<TableRow>();
        await foreach (var page in deliveries.QueryAsync(DeliveryRows.Query(message.Id), cancellationToken).ConfigureAwait(false))
        {
            rows.AddRange(page);
        }

        if (rows.Count != message.BodyRows)
        {
            throw new UnreadableMessageException($"The body of delivery {message.Id} is gone: {rows.Count} of its {message.BodyRows} rows are left.");
        }

        return DeliveryRows.Read(rows);
    }

    private async Task WriteAsync(List<TableWrite> writes, CancellationToken cancellationToken)
    {
        var result = await deliveries.WriteAsync(writes, cancellationToken).ConfigureAwait(false);
        if (!result.IsWritten)
        {
            throw new StorageUnavailableException($"The Deliveries table answered {result.Outcome} to an upsert.");
        }
    }
}
