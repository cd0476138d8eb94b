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
            : RuleVerdict.Fired(Signal(context, overdue), OverdueSteps.GraverAt(context, overdue));
    }

    private static Signal Signal(in RuleContext context, in OverdueSteps.Overdue overdue)
    {
        var what = Phrase.Activity(overdue.Oldest!);
        var day = Phrase.Day(overdue.OldestDueAt, context);
        return new()
        {
            Kind = SignalKinds.OverdueNextStep,
            Severity = OverdueSteps.Grade(context, overdue),
            Summary = overdue.Count == 1 ? $"The {what} of {day} is not done." : $"{overdue.Count} planned steps are not done, the first a {what} of {day}.",
            NextAction = "Do it, move it to a day that holds, or strike it out.",
            Evidence =
            [
                new("Overdue", $"{what}, {day}"),
                new("Steps overdue", $"{overdue.Count}"),
                new("Since", Phrase.Count(context.Calendar.WorkingDaysBetween(overdue.OldestDueAt, context.Now), "working day")),
            ],
            Threshold = Phrase.Count(context.Settings.OverdueNextStep.AllowedDays, "working day"),
            RuleVersion = Version,
        };
    }
}
