using SalesSignals.Calendars;
using SalesSignals.Deals;

namespace SalesSignals.Signals;

/// <summary>A qualified deal with nothing planned with the buyer.</summary>
public static class NoNextStep
{
    private const int Version = 1;
    private const int ClosingSoonDays = 14;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.NoNextStep;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Deal.Stage is null)
        {
            return RuleVerdict.NotApplicable("Its stage is not mapped to one that counts as qualified.");
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell meetings and tasks, so nobody can say whether something is planned.");
        }

        if (context.ActivitiesKnownSince is not null && context.Snapshot.Activities.IsEmpty)
        {
            return RuleVerdict.Unknown("None of its activities was told since we first heard of it, and what was planned before is not known.");
        }

        if (context.Deal.NextPlannedAt is { } plannedAt)
        {
            return RuleVerdict.Quiet("Something is planned.", 0, 0, plannedAt);
        }

        var since = LastSign(context.Deal);
        var graceEndsAt = options.GraceDays > 0 && since is { } sign ? context.Calendar.After(sign, options.GraceDays) : context.Now;
        return graceEndsAt > context.Now
            ? RuleVerdict.Quiet("Nothing is planned, but the last touch or move was within {1:0} working days.", 0, options.GraceDays, graceEndsAt)
            : RuleVerdict.Fired(Signal(context), NextLocalDay(context));
    }

    private static Signal Signal(in RuleContext context)
    {
        var closeOn = context.Snapshot.CloseOn.Value;
        return new()
        {
            Kind = SignalKinds.NoNextStep,
            Severity = Grade(context),
            Summary = "Nothing is planned with the buyer.",
            NextAction = "Agree on the next conversation, and on the most useful thing they can do before it.",
            Evidence =
            [
                new("Planned", "nothing"),
                new("Stage", context.Deal.Stage!.Value.Name()),
                new("Last buyer touch", context.Deal.LastBuyerTouch is { } touch
                    ? $"{Phrase.Activity(touch)}, {Phrase.Day(context.Deal.LastBuyerTouchAt!.Value, context)}"
                    : "none known"),
                new("Close date", closeOn is { } day ? Phrase.Day(day, context.Today) : "none"),
            ],
            Threshold = "a next step at any time from qualified on",
            RuleVersion = Version,
        };
    }

    private static Severity Grade(in RuleContext context)
    {
        var closesSoon = context.Snapshot.CloseOn.Value is { } day && day.DayNumber - context.Today.DayNumber <= ClosingSoonDays;
        var isLate = context.Deal.Stage >= DealStage.Proposal;
        return context.Deal.IsInCommit || (isLate && closesSoon) ? Severity.High
            : isLate || closesSoon ? Severity.Medium
            : Severity.Low;
    }

    private static DateTimeOffset? LastSign(in DealView deal)
    {
        var last = deal.LastForwardMoveAt;
        last = deal.LastBuyerTouchAt is { } buyer && (last is null || buyer > last) ? buyer : last;
        return deal.LastSellerTouchAt is { } seller && (last is null || seller > last) ? seller : last;
    }

    // The grade depends on the days left to the close date.
    private static DateTimeOffset NextLocalDay(in RuleContext context) =>
        context.Snapshot.CloseOn.Value is null ? DateTimeOffset.MaxValue : context.TomorrowStartsAt;
}
