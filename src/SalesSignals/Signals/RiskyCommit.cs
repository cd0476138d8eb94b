namespace SalesSignals.Signals;

/// <summary>In commit, although something grave stands against it. Looks at what the other rules have found.</summary>
public static class RiskyCommit
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.RiskyCommit;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.Deal.IsInCommit)
        {
            return RuleVerdict.NotApplicable("It is not in commit.");
        }

        return context.Gravest is { Severity: Severity.High } gravest
            ? RuleVerdict.Fired(Signal(context, gravest), DateTimeOffset.MaxValue)
            : RuleVerdict.Quiet("Nothing grave stands against it.", 0, 0, DateTimeOffset.MaxValue);
    }

    private static Signal Signal(in RuleContext context, Signal gravest) => new()
    {
        Kind = SignalKinds.RiskyCommit,
        Severity = Severity.High,
        Summary = $"In commit, with this against it: {gravest.Summary}",
        NextAction = "Settle that first, or take it out of commit until it is settled.",
        Evidence =
        [
            new("Against it", gravest.Kind),
            new("Close date", context.Snapshot.CloseOn.Value is { } day ? Phrase.Day(day, context.Today) : "none"),
        ],
        Threshold = "no high signal while in commit",
        RuleVersion = Version,
    };
}
