namespace SalesSignals.Events;

/// <summary>What a delivery says in canonical events, and what of it could not be read.</summary>
public sealed record Translation(IReadOnlyList<CanonicalEvent> Events, IReadOnlyList<UnreadableEvent> Unreadable)
{
    /// <summary>How many of its events are valid but none of our concern.</summary>
    public int Ignored { get; init; }
}

/// <summary>One event of a delivery that could not be read, by itself, so that the others need not wait.</summary>
/// <param name="Body">A delivery body of the same source that holds this event alone, to be tried again after a fix.</param>
/// <param name="Reason">What is wrong with it, for an operator; nothing secret.</param>
public sealed record UnreadableEvent(ReadOnlyMemory<byte> Body, string Reason);
