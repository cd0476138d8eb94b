namespace SalesSignals.Events;

/// <summary>
/// One event cannot be read. The message is the reason an operator sees; it names members and what is wrong with them, and quotes
/// at most a short word of theirs. <see cref="EventBody"/> turns it into an <see cref="UnreadableEvent"/>.
/// </summary>
public sealed class UnreadableEventException(string reason) : Exception(reason);
