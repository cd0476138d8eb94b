namespace SalesSignals.Signals;

/// <summary>A colleague was asked for help (legal, security, an engineer), and it is past due.</summary>
public static class InternalHelpOverdue
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.InternalHelpOverdue;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell tasks.");
        }

        var overdue = OverdueSteps.Find(context, internalHelp: true, options.AllowedDays, options.LookBackDays);
        return overdue.Count == 0
            ? RuleVerdict.Quiet("No help that was asked for is overdue.", 0, 0, overdue.ChangesAt)
            : RuleVerdict.Fired(Signal(context, overdue), OverdueSteps.ChangesAt(context, overdue, options.AllowedDays));
    }

    private static Signal Signal(in RuleContext context, in OverdueSteps.Overdue overdue)
    {
        var helpFrom = overdue.Oldest!.Note?.HelpFrom;
        var from = helpFrom ?? "a colleague";
        var day = Phrase.Day(overdue.OldestDueAt, context);
        return new()
        {
            Kind = SignalKinds.InternalHelpOverdue,
            Severity = OverdueSteps.StepsOf(context, overdue, context.Settings.InternalHelpOverdue.AllowedDays).At(context.Now),
            Summary = overdue.Count == 1 ? $"Help from {from} was due on {day}." : $"{overdue.Count} requests for help are overdue, the oldest to {from}, due on {day}.",
            NextAction = helpFrom is null
                ? "Ask them for a day they can hold, and bring in your manager if none comes."
                : $"Ask one person in {helpFrom} for a day they can hold, and bring in your manager if none comes.",
            Evidence =
            [
                new("Asked", from),
                new("Due", day),
                new("Requests overdue", $"{overdue.Count}"),
            ],
            Threshold = context.Settings.InternalHelpOverdue.AllowedDays is > 0 and var allowed ? $"{Phrase.Count(allowed, "working day")} past due" : "its due time",
            RuleVersion = Version,
        };
    }
}
