using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>We write and call, and the buyer does not answer.</summary>
public static class Ghosted
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.Ghosted;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell emails and calls.");
        }

        var tries = Count(context);
        if (tries.Count < options.SellerTouches)
        {
            return RuleVerdict.Quiet("Tries of ours without an answer: {0:0}, where {1:0} would be too many.", tries.Count, options.SellerTouches, tries.ForgottenAt);
        }

        return NextMeetingAt(context) is { } planned
            ? RuleVerdict.Quiet("Tries of ours without an answer: {0:0}, but a meeting is planned.", tries.Count, 0, planned < tries.ForgottenAt ? planned : tries.ForgottenAt)
            : RuleVerdict.Fired(Signal(context, tries), tries.ForgottenAt);
    }

    private readonly record struct Tries(int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, DateTimeOffset ForgottenAt);

    /// <summary>Our touches within the window since the buyer's last one.</summary>
    private static Tries Count(in RuleContext context)
    {
        var options = context.Settings.Ghosted;
        var tries = new Tries(0, DateTimeOffset.MaxValue, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is not { } activity || !IsTry(activity, context))
            {
                continue;
            }

            var at = Touches.TimeOf(activity, statement.Stamp);
            if (at > context.Now || at <= context.Deal.LastBuyerTouchAt)
            {
                continue;
            }

            var forgottenAt = context.Calendar.After(at, options.WindowDays);
            if (forgottenAt > context.Now)
            {
                tries = new(
                    tries.Count + 1,
                    at < tries.FirstAt ? at : tries.FirstAt,
                    at > tries.LastAt ? at : tries.LastAt,
                    forgottenAt < tries.ForgottenAt ? forgottenAt : tries.ForgottenAt);
            }
        }

        return tries;
    }

    /// <summary>An email, call or deliverable that went their way: not a task of ours, a call of theirs, or what is still to be done.</summary>
    private static bool IsTry(ActivityFacts activity, in RuleContext context) =>
        activity.Kind is not ActivityKind.Task
        && activity.Direction is not (ActivityDirection.Inbound or ActivityDirection.Internal)
        && activity.Status is not (ActivityStatus.Planned or ActivityStatus.Cancelled)
        && Touches.IsSellerTouch(activity, context.Now, context.Deal.Counts);

    /// <summary>When the next meeting with them begins, whatever else is planned before it.</summary>
    private static DateTimeOffset? NextMeetingAt(in RuleContext context)
    {
        DateTimeOffset? next = null;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is { Kind: ActivityKind.Meeting, Direction: not ActivityDirection.Internal } meeting && Touches.IsPlanned(meeting, context.Now))
            {
                var at = meeting.StartsAt ?? meeting.DueAt;
                next = next <= at ? next : at;
            }
        }

        return next;
    }

    private static Signal Signal(in RuleContext context, in Tries tries)
    {
        var options = context.Settings.Ghosted;
        return new()
        {
            Kind = SignalKinds.Ghosted,
            Severity = Phrase.Graded(tries.Count, options.SellerTouches),
            Summary = $"{Phrase.Count(tries.Count, "try", "tries")} since {Phrase.Day(tries.FirstAt, context)}, and no answer yet.",
            NextAction = "Try another person or another channel, and give them an easy way to say no.",
            Evidence =
            [
                new("Our tries", $"{tries.Count}, the last on {Phrase.Day(tries.LastAt, context)}"),
                new("Last buyer touch", context.Deal.LastBuyerTouch is { } touch
                    ? $"{Phrase.Activity(touch)}, {Phrase.Day(context.Deal.LastBuyerTouchAt!.Value, context)}"
                    : "none known"),
                .. NamedCompetitor.In(context),
            ],
            Threshold = $"{Phrase.Count(options.SellerTouches, "try", "tries")} in {Phrase.Count(options.WindowDays, "working day")}",
            RuleVersion = Version,
        };
    }
}
