namespace SalesSignals.Outbox;

/// <summary>What the outbox knows of a message, beside the message itself.</summary>
public sealed record OutboxEntry
{
    public required string PersonId { get; init; }

    /// <summary>Its place among the messages to this person: see <see cref="OutboxKeys.Row"/>.</summary>
    public required string RowKey { get; init; }

    public required string Kind { get; init; }

    /// <summary>Our id of the message at the mail service. It stays the same over all attempts.</summary>
    public required string MessageId { get; init; }

    /// <summary>A fingerprint of the address it goes to (<see cref="Directory.MailStop"/>): the address itself goes with the body.</summary>
    public string? Address { get; init; }

    public required OutboxState State { get; init; }

    /// <summary>What the mail service has told of it so far.</summary>
    public MailOutcomes Outcomes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>No attempt is made before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the last attempt began.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>Which attempt that was: a random id, so that a worker knows its own claim again when the answer to it was lost.</summary>
    public string? ClaimId { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Attempts of which nobody ever heard again: each may have gone out.</summary>
    public int Unanswered { get; init; }

    /// <summary>Why it last did not go, or why it never will; no addresses.</summary>
    public string? Reason { get; init; }

    /// <summary>The trace in which it was composed; null where nobody traced.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsSettled => State is not (OutboxState.Pending or OutboxState.Sending);
}
