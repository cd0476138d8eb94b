using System.Text;

namespace SalesSignals.Storage;

/// <summary>
/// Refuses what Azure Storage would refuse, before anything is sent. Every store uses it, so what passes in memory passes in Azure.
/// </summary>
public static class StorageLimitChecks
{
    private static readonly DateTimeOffset EarliestInstant = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Checks one write.</summary>
    /// <exception cref="StorageLimitException">It is larger than, or otherwise not what, the store takes.</exception>
    public static void Check(TableWrite write)
    {
        ArgumentNullException.ThrowIfNull(write);
        CheckKey("partition key", write.PartitionKey);
        CheckKey("row key", write.RowKey);
        if (StorageSizes.RowOf(write) is { } row)
        {
            CheckRow(row);
        }
    }

    /// <summary>Checks the writes of one transaction.</summary>
    /// <exception cref="StorageLimitException">A row, or all together, are larger than the store takes.</exception>
    /// <exception cref="ArgumentException">There are none, they span partitions, or two change the same row.</exception>
    public static void Check(IReadOnlyList<TableWrite> writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        if (writes.Count == 0)
        {
            throw new ArgumentException("A transaction needs at least one write.", nameof(writes));
        }

        if (writes.Count > StorageLimits.TransactionWrites)
        {
            throw new StorageLimitException($"A transaction has {writes.Count} writes; at most {StorageLimits.TransactionWrites} are allowed.");
        }

        var rows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var write in writes)
        {
            Check(write);
            if (!string.Equals(write.PartitionKey, writes[0].PartitionKey, StringComparison.Ordinal))
            {
                throw new ArgumentException("The writes of a transaction must be of one partition.", nameof(writes));
            }

            if (!rows.Add(write.RowKey))
            {
                throw new ArgumentException($"A transaction changes the row '{write.RowKey}' twice.", nameof(writes));
            }
        }

        CheckPayload(writes);
    }

    /// <summary>Checks a queue message.</summary>
    /// <exception cref="StorageLimitException">It is too long, or holds what XML cannot carry.</exception>
    public static void CheckMessage(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > StorageLimits.QueueMessageBytes || Encoding.UTF8.GetByteCount(text) > StorageLimits.QueueMessageBytes)
        {
            throw new StorageLimitException($"A queue message has more than {StorageLimits.QueueMessageBytes} bytes of UTF-8.");
        }

        if (StorageText.FindNotXml(text) is >= 0 and var at)
        {
            throw new StorageLimitException($"A queue message holds U+{(int)text[at]:X4} at {at}, which XML cannot carry.");
        }
    }

    /// <summary>Checks how long a sent message may stay hidden.</summary>
    public static void CheckDelay(TimeSpan visibleAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(visibleAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(visibleAfter, StorageLimits.QueueVisibility);
    }

    /// <summary>Checks how many messages are asked for.</summary>
    public static void CheckCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, StorageLimits.QueueBatch);
    }

    /// <summary>Checks how many messages are taken, and for how long (a second at least).</summary>
    public static void CheckReceive(int count, TimeSpan visibility)
    {
        CheckCount(count);
        CheckDelay(visibility);
        ArgumentOutOfRangeException.ThrowIfLessThan(visibility, TimeSpan.FromSeconds(1));
    }

    private static void CheckKey(string what, string key)
    {
        if (key.Length > StorageLimits.KeyLength)
        {
            throw new StorageLimitException($"A {what} has {key.Length} characters; at most {StorageLimits.KeyLength} are allowed.");
        }

        if (StorageText.FindNotKey(key) is >= 0 and var at)
        {
            throw new StorageLimitException($"A {what} holds U+{(int)key[at]:X4} at {at}, which keys cannot carry. Escape it with KeyText.");
        }
    }

    private static void CheckRow(TableRow row)
    {
        if (row.Columns.Count > StorageLimits.Columns)
        {
            throw new StorageLimitException($"A row has {row.Columns.Count} columns; at most {StorageLimits.Columns} are allowed.");
        }

        foreach (var (name, value) in row.Columns)
        {
            CheckColumn(name, value);
        }

        if (StorageSizes.EntityBytes(row) is > StorageLimits.EntityBytes and var bytes)
        {
            throw new StorageLimitException($"A row has {bytes} bytes; at most {StorageLimits.EntityBytes} are allowed.");
        }
    }

    private static void CheckColumn(string name, object value)
    {
        if (!StorageText.IsColumnName(name))
        {
            throw new StorageLimitException($"'{name}' is no column name: up to {StorageLimits.ColumnNameLength} ASCII letters, digits and '_', no digit first, not a key's name.");
        }

        var refused = value switch
        {
            string { Length: > StorageLimits.StringLength } => $"has more than {StorageLimits.StringLength} characters",
            string text when StorageText.FindNotUtf16(text) is >= 0 and var at => $"holds half a surrogate pair at {at}",
            byte[] { Length: > StorageLimits.BinaryBytes } => $"has more than {StorageLimits.BinaryBytes} bytes",
            DateTimeOffset instant when instant < EarliestInstant => "is an instant before 1601",
            _ => null,
        };
        if (refused is not null)
        {
            throw new StorageLimitException($"Column '{name}' {refused}.");
        }
    }

    private static void CheckPayload(IReadOnlyList<TableWrite> writes)
    {
        var bytes = 0L;
        foreach (var write in writes)
        {
            bytes += StorageSizes.PayloadBytes(write);
        }

        if (bytes > StorageLimits.TransactionBytes)
        {
            throw new StorageLimitException($"A transaction has {bytes} bytes; at most {StorageLimits.TransactionBytes} are allowed.");
        }
    }
}
