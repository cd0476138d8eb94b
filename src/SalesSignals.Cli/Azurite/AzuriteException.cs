namespace SalesSignals.Cli.Azurite;

/// <summary>The storage emulator cannot be had or started. The message says what to do.</summary>
public sealed class AzuriteException(string message, Exception? innerException = null) : Exception(message, innerException);
