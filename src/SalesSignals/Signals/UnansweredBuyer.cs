using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>The buyer wrote, and nobody has answered.</summary>
public static class UnansweredBuyer
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.UnansweredBuyer;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell emails.");
        }

        if (FirstUnanswered(context) is not { } mail)
        {
            return RuleVerdict.Quiet("Every email from the buyer has its answer.", 0, 0, DateTimeOffset.MaxValue);
        }

        var dueAt = context.Calendar.After(mail.At, options.AllowedDays);
        var waited = context.Calendar.WorkingDaysBetween(mail.At, context.Now);
        var forgottenAt = mail.At.AddDays(options.LookBackDays).AddTicks(1);
        return context.Now < dueAt
            ? RuleVerdict.Quiet("An email from the buyer waits; in working days: {0:0.#} of {1:0}.", waited, options.AllowedDays, Earlier(dueAt, forgottenAt))
            : RuleVerdict.Fired(Signal(context, mail, waited), Earlier(StepsOf(context, mail).NextAfter(context.Now), forgottenAt));
    }

    /// <param name="At">When the first of the emails came that nobody has answered.</param>
    private readonly record struct Unanswered(DateTimeOffset At, int Count);

    private static Unanswered? FirstUnanswered(in RuleContext context)
    {
        var answeredAt = LastAnswerAt(context);
        var since = context.Now.AddDays(-context.Settings.UnansweredBuyer.LookBackDays);
        Unanswered? first = null;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is not { Kind: ActivityKind.Email, Direction: ActivityDirection.Inbound, Automated: false } mail)
            {
                continue;
            }

            var at = Touches.TimeOf(mail, statement.Stamp);
            if (at <= context.Now && at >= since && !(answeredAt >= at))
            {
                first = first is { } before ? new(before.At < at ? before.At : at, before.Count + 1) : new(at, 1);
            }
        }

        return first;
    }

    /// <summary>Our last email, call or conversation, or when we last put something on the calendar with them.</summary>
    private static DateTimeOffset? LastAnswerAt(in RuleContext context)
    {
        DateTimeOffset? last = null;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is not { Kind: not (ActivityKind.Note or ActivityKind.Task) } activity
                || activity is { Automated: true } or { Direction: ActivityDirection.Internal } or { Status: ActivityStatus.Cancelled } || IsTheirTry(activity, context.Now))
            {
                continue;
            }

            // Putting it on the calendar is an answer, and so is holding it; having planned it once is not.
            var at = Touches.TimeOf(activity, statement.Stamp);
            at = activity.Kind is ActivityKind.Meeting or ActivityKind.Call && (activity.Status is ActivityStatus.Planned || at > context.Now) ? statement.Stamp.At : at;
            last = at <= context.Now && !(last >= at) ? at : last;
        }

        return last;
    }

    /// <summary>An email of theirs, or a call that we did not take.</summary>
    private static bool IsTheirTry(ActivityFacts activity, DateTimeOffset now) =>
        activity is { Direction: ActivityDirection.Inbound, Kind: ActivityKind.Email }
        || (activity is { Direction: ActivityDirection.Inbound, Kind: ActivityKind.Call } && !Touches.WasConversation(activity, now));

    private static Signal Signal(in RuleContext context, Unanswered mail, double waited) => new()
    {
        Kind = SignalKinds.UnansweredBuyer,
        Severity = StepsOf(context, mail).At(context.Now),
        Summary = mail.Count == 1
            ? $"The buyer's email from {Phrase.Day(mail.At, context)} has no answer yet."
            : $"{mail.Count} emails from the buyer have no answer yet, the first from {Phrase.Day(mail.At, context)}.",
        NextAction = "Answer today, if only to say when they will have what they asked for.",
        Evidence =
        [
            new("The buyer wrote", Phrase.Day(mail.At, context)),
            new("Without an answer", Phrase.Count(mail.Count, "email")),
            new("Waiting for", Phrase.Count(waited, "working day")),
        ],
        Threshold = Phrase.Count(context.Settings.UnansweredBuyer.AllowedDays, "working day"),
        RuleVersion = Version,
    };

    /// <summary>Graver one, and three, working days past the limit.</summary>
    private static Steps StepsOf(in RuleContext context, Unanswered mail)
    {
        var allowed = context.Settings.UnansweredBuyer.AllowedDays;
        return new(context.Calendar.After(mail.At, allowed + 1), context.Calendar.After(mail.At, allowed + 3));
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
