namespace SalesSignals.Outbox;

/// <summary>How patient the outbox is.</summary>
public sealed class OutboxOptions
{
    /// <summary>Whether the mail service tells us what became of each message (its event webhook is set up). Default: no.</summary>
    public bool MailEvents { get; init; }

    /// <summary>
    /// How long an attempt without an answer may still turn out to have gone, before the message is sent again. Default: 30 minutes with
    /// <see cref="MailEvents"/>, which answer the question in nearly all cases; 10 minutes without.
    /// </summary>
    public TimeSpan? AmbiguousAfter { get; init; }

    /// <summary>After how many unanswered attempts a message is given up, lest a reader gets it again and again. Default: 5.</summary>
    public int MaxUnanswered { get; init; } = 5;

    /// <summary>How long a message may be without progress before the sweep looks at it. Default: 2 minutes.</summary>
    public TimeSpan SweepAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many messages one sweep looks at, at most. Default: 1,000, well within a function's 5 minutes.</summary>
    public int SweepLimit { get; init; } = 1000;

    internal TimeSpan AmbiguousWait => AmbiguousAfter ?? TimeSpan.FromMinutes(MailEvents ? 30 : 10);
}
