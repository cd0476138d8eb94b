namespace SalesSignals.Storage;

/// <summary>The store did not answer, or answered that it cannot serve now, after the client's own retries.</summary>
public sealed class StorageUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
