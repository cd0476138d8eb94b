namespace SalesSignals.Functions.Host;

/// <summary>The app cannot start as it is configured; the message says which setting or file, and what to do.</summary>
public sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException);
