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
            return RuleVerdict.Quiet("Every email of the buyer's has its answer.", 0, 0, DateTimeOffset.MaxValue);
        }

        var dueAt = context.Calendar.After(mail.At, options.AllowedDays);
        var waited = context.Calendar.WorkingDaysBetween(mail.At, context.Now);
        var forgottenAt = mail.At.AddDays(options.LookBackDays).AddTicks(1);
        return context.Now < dueAt
            ? RuleVerdict.Quiet("An email of the buyer's waits for {0:0.#} of {1:0} working days.", waited, options.AllowedDays, Earlier(dueAt, forgottenAt))
            : RuleVerdict.Fired(Signal(context, mail, waited), Earlier(GraverAt(context, mail), forgottenAt));
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
                || activity is { Kind: ActivityKind.Email, Direction: ActivityDirection.Inbound } or { Automated: true } or { Status: ActivityStatus.Cancelled })
            {
                continue;
            }

            var at = Touches.IsPlanned(activity, context.Now) ? statement.Stamp.At : Touches.TimeOf(activity, statement.Stamp);
            last = at <= context.Now && !(last >= at) ? at : last;
        }

        return last;
    }

    private static Signal Signal(in RuleContext context, Unanswered mail, double waited) => new()
    {
        Kind = SignalKinds.UnansweredBuyer,
        Severity = waited switch { < 2 => Severity.Low, < 4 => Severity.Medium, _ => Severity.High },
        Summary = mail.Count == 1
            ? $"The buyer's email of {Phrase.Day(mail.At, context)} has no answer yet."
            : $"{mail.Count} emails of the buyer's have no answer yet, the first of {Phrase.Day(mail.At, context)}.",
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

    private static DateTimeOffset GraverAt(in RuleContext context, Unanswered mail)
    {
        var (medium, high) = (context.Calendar.After(mail.At, 2), context.Calendar.After(mail.At, 4));
        return context.Now < medium ? medium : context.Now < high ? high : DateTimeOffset.MaxValue;
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
