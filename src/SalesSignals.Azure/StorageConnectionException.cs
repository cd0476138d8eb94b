namespace SalesSignals.Azure;

/// <summary>The storage settings are missing or malformed. The message names the setting and what to write there, never its value.</summary>
public sealed class StorageConnectionException(string message, Exception? innerException = null) : Exception(message, innerException);
