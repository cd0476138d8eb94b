namespace SalesSignals.Outbox;

/// <summary>What the mail service says became of a message. It may be told many times, and in any order.</summary>
/// <param name="EventId">The mail service's id of the event.</param>
/// <param name="MessageId">Our id of the message.</param>
/// <param name="Reason">Why it was not delivered; no addresses.</param>
public sealed record MailEvent(string EventId, MailEventKind Kind, string MessageId, DateTimeOffset At, string? Reason = null)
{
    /// <summary>What follows for the mail to come.</summary>
    public MailConsequence Consequence { get; init; }
}

/// <summary>What follows from a mail event for the mail to come.</summary>
public enum MailConsequence
{
    None,

    /// <summary>The address takes no mail, now or later.</summary>
    StopAddress,

    /// <summary>The reader wants no more mail of this kind.</summary>
    SwitchKindOff,

    /// <summary>The reader wants no more mail.</summary>
    SwitchAllOff,
}

public enum MailEventKind
{
    /// <summary>The mail service has taken the message.</summary>
    Processed,

    /// <summary>The recipient's server asks for patience; the mail service tries again by itself.</summary>
    Deferred,

    /// <summary>The recipient's server has taken the message.</summary>
    Delivered,

    /// <summary>The mail service will not deliver the message: its recipient has bounced or unsubscribed before.</summary>
    Dropped,

    /// <summary>The recipient's server has refused the message, and would refuse any other.</summary>
    Bounced,

    /// <summary>The recipient's server has refused this message, for a reason that may pass: who sends, what it says, how much.</summary>
    Blocked,

    /// <summary>The reader has called the message spam.</summary>
    SpamReported,

    /// <summary>The reader has unsubscribed at the mail service.</summary>
    Unsubscribed,
}

/// <summary>What a mail event changed.</summary>
public enum MailEventOutcome
{
    /// <summary>It told something new, which is recorded.</summary>
    Recorded,

    /// <summary>It told what is known already, or is of a message that this outbox does not have.</summary>
    NothingNew,
}
