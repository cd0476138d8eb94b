using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>A planned task, call or meeting is past its time and not done.</summary>
public static class OverdueNextStep
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.OverdueNextStep;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell tasks and meetings.");
        }

        var overdue = OverdueSteps.Find(context, internalHelp: false, options.AllowedDays, options.LookBackDays);
        return overdue.Count == 0
            ? RuleVerdict.Quiet("Nothing that was planned is overdue.", 0, 0, overdue.ChangesAt)
            : RuleVerdict.Fired(Signal(context, overdue), OverdueSteps.ChangesAt(context, overdue, options.AllowedDays));
    }

    private static Signal Signal(in RuleContext context, in OverdueSteps.Overdue overdue)
    {
        var what = Phrase.Activity(overdue.Oldest!);
        var isTask = overdue.Oldest!.Kind is ActivityKind.Task;
        var day = Phrase.Day(overdue.OldestDueAt, context);
        return new()
        {
            Kind = SignalKinds.OverdueNextStep,
            Severity = OverdueSteps.StepsOf(context, overdue, context.Settings.OverdueNextStep.AllowedDays).At(context.Now),
            Summary = overdue.Count > 1 ? $"{overdue.Count} planned steps are still open, the oldest a {what} of {day}."
                : isTask ? $"The task due on {day} is still open."
                : $"The {what} of {day} still stands as planned.",
            NextAction = isTask ? "Do it, give it a day that will hold, or strike it out." : "Write down how it went, or agree on a new day.",
            Evidence =
            [
                new("Overdue", $"{what}, {day}"),
                new("Steps overdue", $"{overdue.Count}"),
                new("Overdue for", Phrase.Count(context.Calendar.WorkingDaysBetween(overdue.OldestDueAt, context.Now), "working day")),
            ],
            Threshold = Phrase.Count(context.Settings.OverdueNextStep.AllowedDays, "working day"),
            RuleVersion = Version,
        };
    }
}
