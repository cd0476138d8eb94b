
namespace SalesSignals.Signals;

/// <summary>An open deal whose owner has left, is away while it closes, or whom nobody owns.</summary>
public static class OwnerUnavailable
{
    private const int Version = 1;

    private const string StandIn = "Name somebody who answers the buyer from today on, and tell the buyer who it is.";
    private const string Reassign = "Give the deal to somebody who answers the buyer from today on, and tell the buyer who it is.";

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.OwnerUnavailable;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.Snapshot.OwnerId.IsTold)
        {
            return RuleVerdict.Unknown("Its owner was never told.");
        }

        var tomorrow = context.TomorrowStartsAt;
        if (context.Snapshot.OwnerId.Value is null)
        {
            return RuleVerdict.Fired(Signal(context, "Nobody owns this deal.", "nobody", Reassign), tomorrow);
        }

        if (context.Owner is not { } owner)
        {
            return RuleVerdict.Unknown("Its owner is not in the directory.");
        }

        if (!owner.IsActive)
        {
            return RuleVerdict.Fired(Signal(context, $"{owner.Name} has left, and the deal is still theirs.", $"{owner.Name}, no longer active", Reassign), tomorrow);
        }

        if (owner.LeaveOn(context.Today) is not { } leave)
        {
            return RuleVerdict.Quiet("Its owner is there.", 0, 0, owner.Leave.IsEmpty ? DateTimeOffset.MaxValue : tomorrow);
        }

        return ClosesSoon(context)
            ? RuleVerdict.Fired(Signal(context, $"{owner.Name} is away until {Phrase.Day(leave.To, context.Today)}, with the close date near.", $"{owner.Name}, on leave until {Phrase.Day(leave.To, context.Today)}"), tomorrow)
            : RuleVerdict.Quiet("Its owner is away, but it does not close soon (within days: {1:0}).", 0, options.ClosingDays, tomorrow);
    }

    private static bool ClosesSoon(in RuleContext context) =>
        context.Snapshot.CloseOn.Value is { } closeOn && closeOn.DayNumber - context.Today.DayNumber <= context.Settings.OwnerUnavailable.ClosingDays;

    private static Signal Signal(in RuleContext context, string summary, string owner, string nextAction = StandIn) => new()
    {
        Kind = SignalKinds.OwnerUnavailable,
        Severity = ClosesSoon(context) ? Severity.High : Severity.Medium,
        Summary = summary,
        NextAction = nextAction,
        Evidence =
        [
            new("Owner", owner),
            new("Close date", context.Snapshot.CloseOn.Value is { } day ? Phrase.Day(day, context.Today) : "none"),
            new("Planned", context.Deal.NextPlannedAt is { } planned ? Phrase.Day(planned, context) : "nothing"),
        ],
        Threshold = $"an owner who is there, above all within {Phrase.Count(context.Settings.OwnerUnavailable.ClosingDays, "day")} of the close date",
        RuleVersion = Version,
    };
}
