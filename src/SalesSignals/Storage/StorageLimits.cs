namespace SalesSignals.Storage;

/// <summary>
/// The limits of Azure Storage, enforced before anything is sent: emulators accept more, and what works there must work in Azure.
/// Source: "Scalability targets for Table storage" and "for Queue storage".
/// </summary>
public static class StorageLimits
{
    public const int EntityBytes = 1024 * 1024;

    /// <summary>A string column's length in UTF-16 code units.</summary>
    public const int StringLength = 32 * 1024;

    /// <summary>A binary column's length in bytes.</summary>
    public const int BinaryBytes = 64 * 1024;

    /// <summary>A partition or row key's length in UTF-16 code units (1 KiB).</summary>
    public const int KeyLength = 512;

    public const int Columns = 252;

    public const int ColumnNameLength = 255;

    public const int TransactionWrites = 100;

    public const int TransactionBytes = 4 * 1024 * 1024;

    /// <summary>A queue message's length in bytes of UTF-8. Messages are sent as plain text, not base64.</summary>
    public const int QueueMessageBytes = 64 * 1024;

    /// <summary>How many messages one call takes or looks at.</summary>
    public const int QueueBatch = 32;

    /// <summary>How long a message may stay hidden.</summary>
    public static readonly TimeSpan QueueVisibility = TimeSpan.FromDays(7);
}

/// <summary>Something is larger than the store allows. The message names what, and the limit.</summary>
public sealed class StorageLimitException(string message) : Exception(message);
