namespace SalesSignals.Cli;

/// <summary>Something the person at the terminal can mend. The message says what happened and what to do, and is all they see.</summary>
internal sealed class CliException(string message, Exception? innerException = null) : Exception(message, innerException);
