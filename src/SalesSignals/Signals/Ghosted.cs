using SalesSignals.Deals;

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
            return RuleVerdict.Quiet("{0:0} touches of ours without an answer; {1:0} are too many.", tries.Count, options.SellerTouches, tries.ForgottenAt);
        }

        return context.Deal.NextPlannedAt is { } planned && context.Deal.NextPlanned!.Kind is Events.ActivityKind.Meeting
            ? RuleVerdict.Quiet("{0:0} touches of ours without an answer, but a meeting is planned.", tries.Count, 0, planned < tries.ForgottenAt ? planned : tries.ForgottenAt)
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
            if (statement.Facts is not { } activity || !Touches.IsSellerTouch(activity, context.Now) || activity.Kind is Events.ActivityKind.Task)
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

    private static Signal Signal(in RuleContext context, in Tries tries)
    {
        var options = context.Settings.Ghosted;
        return new()
        {
            Kind = SignalKinds.Ghosted,
            Severity = Phrase.Graded(tries.Count, options.SellerTouches),
            Summary = $"{Phrase.Count(tries.Count, "touch", "touches")} of ours since {Phrase.Day(tries.FirstAt, context)}, and no answer.",
            NextAction = "Try another person or another channel, and give them an easy way to say no.",
            Evidence =
            [
                new("Our touches", $"{tries.Count}, the last on {Phrase.Day(tries.LastAt, context)}"),
                new("Last buyer touch", context.Deal.LastBuyerTouch is { } touch
                    ? $"{Phrase.Activity(touch)}, {Phrase.Day(context.Deal.LastBuyerTouchAt!.Value, context)}"
                    : "none known"),
                .. NamedCompetitor.In(context),
            ],
            Threshold = $"{options.SellerTouches} touches in {options.WindowDays} working days",
            RuleVersion = Version,
        };
    }
}
