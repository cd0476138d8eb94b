namespace SalesSignals.Functions.Host;

/// <summary>One call of a queue or timer function, by whoever calls it: the Functions host, our own pumps, or an operator.</summary>
/// <param name="FunctionName">Which function.</param>
/// <param name="MessageText">The queue message as it was sent; null for a timer.</param>
/// <param name="DequeueCount">How often the message has been tried, this time included; 0 for a timer.</param>
/// <param name="IsPastDue">Whether a timer is fired later than its schedule says.</param>
public sealed record FunctionCall(string FunctionName, string? MessageText, long DequeueCount, bool IsPastDue)
{
    /// <summary>The queue's id of the message, for logs.</summary>
    public string? MessageId { get; init; }

    /// <summary>When the message was first put on its queue.</summary>
    public DateTimeOffset? InsertedAt { get; init; }

    /// <summary>The host's id of this call, for logs.</summary>
    public string? InvocationId { get; init; }
}
