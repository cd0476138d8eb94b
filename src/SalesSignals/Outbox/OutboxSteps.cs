namespace SalesSignals.Outbox;

/// <summary>What is to be done with a message now.</summary>
public abstract record OutboxStep
{
    private OutboxStep()
    {
    }

    /// <summary>Nothing, ever.</summary>
    public sealed record Done : OutboxStep;

    /// <summary>Nothing before <paramref name="Until"/>.</summary>
    public sealed record Wait(DateTimeOffset Until) : OutboxStep;

    /// <summary>Claim it and send it.</summary>
    /// <param name="PossibleDuplicate">An earlier attempt may have gone out.</param>
    public sealed record Send(bool PossibleDuplicate) : OutboxStep;

    /// <summary>Too many attempts remained without an answer.</summary>
    public sealed record GiveUp : OutboxStep;
}

/// <summary>How a message goes from state to state. Decided in docs/decisions/2026-11-23-an-unfinished-send.md.</summary>
public static class OutboxSteps
{
    /// <summary>An index row older than this, without its message, is what an add that died has left.</summary>
    internal static readonly TimeSpan AddTakesAtMost = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestPatience = TimeSpan.FromHours(1);

    public static OutboxStep NextStep(OutboxEntry entry, DateTimeOffset now, OutboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(options);
        return entry switch
        {
            { IsSettled: true } => new OutboxStep.Done(),
            { State: OutboxState.Pending } when entry.NotBefore > now => new OutboxStep.Wait(entry.NotBefore.Value),
            { State: OutboxState.Pending } => new OutboxStep.Send(PossibleDuplicate: entry.Unanswered > 0),
            _ when AnswerExpectedUntil(entry, options) is var until && now < until => new OutboxStep.Wait(until),
            _ when entry.Unanswered + 1 >= options.MaxUnanswered => new OutboxStep.GiveUp(),
            _ => new OutboxStep.Send(PossibleDuplicate: true),
        };
    }

    public static OutboxEntry Claim(OutboxEntry entry, string claimId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry with
        {
            State = OutboxState.Sending,
            ClaimId = claimId,
            ClaimedAt = now,
            Attempts = entry.Attempts + 1,
            Unanswered = entry.State is OutboxState.Sending ? entry.Unanswered + 1 : entry.Unanswered,
        };
    }

    /// <summary>Takes in what the mail service answered to the attempt <paramref name="claimId"/>.</summary>
    public static OutboxEntry Settle(OutboxEntry entry, string claimId, EmailSendResult result, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);

        // A worker that slept through the ambiguous wait may speak only of its own attempt, unless it knows that the message went.
        var isOurs = entry.State is OutboxState.Sending && entry.ClaimId == claimId;
        return result switch
        {
            EmailSendResult.Accepted when !entry.IsSettled => entry with { State = OutboxState.Sent, SentAt = now, Reason = null },
            EmailSendResult.NotNow notNow when isOurs => Postpone(entry, now + notNow.After, notNow.Reason),
            EmailSendResult.Refused refused when isOurs => Fail(entry, refused.Reason),
            _ => entry,
        };
    }

    /// <summary>Puts a message off without an attempt, because the mail service has asked for patience.</summary>
    public static OutboxEntry HoldBack(OutboxEntry entry, DateTimeOffset notBefore)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Postpone(entry, notBefore, "the mail service takes no messages for now") with
        {
            Unanswered = entry.State is OutboxState.Sending ? entry.Unanswered + 1 : entry.Unanswered,
        };
    }

    public static OutboxEntry Fail(OutboxEntry entry, string reason)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry with { State = OutboxState.Failed, Reason = MailReason.Clean(reason) };
    }

    public static OutboxEntry GiveUp(OutboxEntry entry, OutboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Fail(entry, $"given up: {options.MaxUnanswered} attempts remained without an answer, some may have gone");
    }

    /// <summary>Ends a message that its reader does not want, or cannot get.</summary>
    public static OutboxEntry Suppress(OutboxEntry entry, string reason)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry with { State = OutboxState.Suppressed, Reason = MailReason.Clean(reason) };
    }

    /// <summary>Takes in what the mail service tells later. Any order and any number of repeats end in the same state.</summary>
    public static OutboxEntry Record(OutboxEntry entry, MailEvent mailEvent)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(mailEvent);
        var told = entry with { Outcomes = entry.Outcomes | MailOutcomesOf.Event(mailEvent) };
        return (mailEvent.Kind, entry.State) switch
        {
            (MailEventKind.Dropped, _) => Bounce(told, mailEvent, "dropped"),
            (MailEventKind.Bounced, _) => Bounce(told, mailEvent, "bounced"),
            (MailEventKind.Blocked, _) => Bounce(told, mailEvent, "blocked"),
            (_, OutboxState.Sent or OutboxState.Bounced) => told,
            _ => told with { State = OutboxState.Sent, SentAt = mailEvent.At, Reason = null },
        };
    }

    /// <summary>
    /// When the sweep looks at a message again after it has asked for it: as much later as it is old, so that a long queue is not made
    /// longer by asking for each of its messages again and again.
    /// </summary>
    internal static DateTimeOffset LookAgainAt(OutboxEntry entry, DateTimeOffset now, OutboxOptions options)
    {
        var age = now - (entry.ClaimedAt ?? entry.CreatedAt);
        return now + (age < options.SweepAfter ? options.SweepAfter : age > LongestPatience ? LongestPatience : age);
    }

    /// <summary>How long a queue message is to be hidden: whole seconds, and rather a little late than too early.</summary>
    public static TimeSpan HiddenFor(DateTimeOffset at, DateTimeOffset now) =>
        TimeSpan.FromSeconds(at <= now ? 0 : Math.Min(Math.Ceiling((at - now).TotalSeconds) + 1, TimeSpan.FromDays(7).TotalSeconds));

    private static DateTimeOffset AnswerExpectedUntil(OutboxEntry entry, OutboxOptions options) =>
        (entry.ClaimedAt ?? entry.CreatedAt) + options.AmbiguousWait;

    private static OutboxEntry Postpone(OutboxEntry entry, DateTimeOffset notBefore, string reason) =>
        entry with { State = OutboxState.Pending, NotBefore = notBefore, Reason = MailReason.Clean(reason) };

    /// <summary>Of several reasons the first by its letters is kept, so that their order does not matter.</summary>
    private static OutboxEntry Bounce(OutboxEntry entry, MailEvent mailEvent, string what)
    {
        var reason = MailReason.Clean($"{what}: {mailEvent.Reason ?? "no reason given"}");
        return entry with
        {
            State = OutboxState.Bounced,
            SentAt = entry.SentAt ?? mailEvent.At,
            Reason = entry.State is OutboxState.Bounced && string.CompareOrdinal(entry.Reason, reason) <= 0 ? entry.Reason : reason,
        };
    }
}
