namespace SalesSignals.Functions.Host;

/// <summary>How a call ended.</summary>
public abstract record FunctionOutcome
{
    private FunctionOutcome()
    {
    }

    /// <summary>The work is done.</summary>
    public sealed record Done : FunctionOutcome;

    /// <summary>The message was put aside, with the reason; to its queue it is done.</summary>
    public sealed record Poisoned(string Reason) : FunctionOutcome;

    /// <summary>The work is not done; a message is to be tried again.</summary>
    public sealed record Failed(string Reason) : FunctionOutcome;
}
