namespace SalesSignals.Storage;

/// <summary>The store did not answer, or answered that it cannot serve now, after the client's own retries.</summary>
public sealed class StorageUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>
    /// Whether a write may have been made although its answer was lost. Who reads, merges and writes again is right either way.
    /// </summary>
    public bool MayBeWritten { get; init; }
}
