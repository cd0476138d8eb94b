namespace SalesSignals.Events;

/// <summary>What a delivery says in canonical events, and what of it could not be read.</summary>
public sealed record Translation(IReadOnlyList<CanonicalEvent> Events, IReadOnlyList<UnreadableEvent> Unreadable)
{
    /// <summary>How many of its events are valid but none of our concern.</summary>
    public int Ignored { get; init; }

    /// <summary>What it names but does not carry: the source's client reads it. One object may be named several times.</summary>
    public IReadOnlyList<CrmObject> Wanted { get; init; } = [];

    /// <summary>People of whom nothing may be kept any more, in whatever deal.</summary>
    public IReadOnlyList<ForgottenContact> Forgotten { get; init; } = [];
}

/// <summary>A contact that the CRM was asked to forget.</summary>
/// <param name="Id">The CRM's id of the contact, which says nothing by itself and is kept.</param>
/// <param name="At">When that was, by the CRM's clock.</param>
public sealed record ForgottenContact(string Id, DateTimeOffset At);

/// <summary>One event of a delivery that could not be read, by itself, so that the others need not wait.</summary>
/// <param name="Body">A delivery body of the same source that holds this event alone, to be tried again after a fix.</param>
/// <param name="Reason">What is wrong with it, for an operator; nothing secret.</param>
public sealed record UnreadableEvent(ReadOnlyMemory<byte> Body, string Reason);

/// <summary>What one event of a delivery says, and what it names but does not carry. Neither: it is none of our concern.</summary>
public sealed record EventReading(IReadOnlyList<CanonicalEvent> Events, IReadOnlyList<CrmObject> Wanted)
{
    public static EventReading Nothing { get; } = new([], []);

    public IReadOnlyList<ForgottenContact> Forgotten { get; init; } = [];

    public static EventReading Of(params IReadOnlyList<CanonicalEvent> events) => new(events, []);

    public static EventReading Wants(params IReadOnlyList<CrmObject> wanted) => new([], wanted);
}
