using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>A buyer who does not keep to their own steps has other fish to fry.</summary>
public static class BuyerOffProcess
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.BuyerOffProcess;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell meetings.");
        }

        var slips = Count(context);
        return slips.Count < options.Slips
            ? RuleVerdict.Quiet("Slips of the buyer within the window: {0:0}, where {1:0} would be too many.", slips.Count, options.Slips, slips.ChangesAt)
            : RuleVerdict.Fired(Signal(context, slips), slips.ChangesAt);
    }

    private readonly record struct Slips(int Cancelled, int Missed, int Moved, int Overdue, DateTimeOffset ChangesAt)
    {
        public int Count => Cancelled + Missed + Moved + Overdue;

        public Slips Until(DateTimeOffset at) => at < ChangesAt ? this with { ChangesAt = at } : this;
    }

    private static Slips Count(in RuleContext context)
    {
        var window = TimeSpan.FromDays(context.Settings.BuyerOffProcess.WindowDays);
        var slips = new Slips(0, 0, 0, 0, DateTimeOffset.MaxValue);
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is not { } activity || Slipped(activity) is not { } slipped || SlippedAt(activity, statement.Stamp) is not { } at)
            {
                continue;
            }

            if (at > context.Now)
            {
                slips = slips.Until(at);
            }
            else if (at >= context.Now - window)
            {
                slips = Add(slips, slipped).Until((at + window).AddTicks(1));
            }
        }

        return AgreedStepIsOverdue(context, window) ? slips with { Overdue = slips.Overdue + 1, ChangesAt = Tomorrow(context, slips) }
            : context.Snapshot.CustomerActionDueOn.Value is not null ? slips with { ChangesAt = Tomorrow(context, slips) }
            : slips;
    }

    private static ActivityStatus? Slipped(ActivityFacts activity) => (activity.Kind, activity.Status) switch
    {
        (ActivityKind.Meeting or ActivityKind.Call, ActivityStatus.Cancelled or ActivityStatus.Moved) when activity.CancelledBy is ActivityParty.Buyer => activity.Status,
        (ActivityKind.Meeting, ActivityStatus.NoShow) when activity.CancelledBy is not ActivityParty.Seller => activity.Status,

        // A task of theirs.
        (ActivityKind.Task, ActivityStatus.Planned or null) when activity.Direction is ActivityDirection.Inbound => ActivityStatus.Planned,
        _ => null,
    };

    /// <summary>When it slipped; null for a step without a day.</summary>
    private static DateTimeOffset? SlippedAt(ActivityFacts activity, Stamp stamp) => activity switch
    {
        // What is called off was called off when that was said, whenever it was to be.
        { Status: ActivityStatus.Cancelled or ActivityStatus.Moved } => stamp.At,
        { Kind: ActivityKind.Task } => activity.DueAt ?? activity.EndsAt ?? activity.StartsAt,
        _ => activity.StartsAt ?? activity.DueAt ?? stamp.At,
    };

    private static Slips Add(in Slips slips, ActivityStatus slipped) => slipped switch
    {
        ActivityStatus.Cancelled => slips with { Cancelled = slips.Cancelled + 1 },
        ActivityStatus.Moved => slips with { Moved = slips.Moved + 1 },
        ActivityStatus.NoShow => slips with { Missed = slips.Missed + 1 },
        _ => slips with { Overdue = slips.Overdue + 1 },
    };

    private static bool AgreedStepIsOverdue(in RuleContext context, TimeSpan window) =>
        !string.IsNullOrWhiteSpace(context.Snapshot.CustomerAction.Value)
        && context.Snapshot.CustomerActionDueOn.Value is { } dueOn
        && dueOn < context.Today && dueOn.AddDays((int)window.TotalDays) >= context.Today;

    private static DateTimeOffset Tomorrow(in RuleContext context, in Slips slips)
    {
        var tomorrow = context.TomorrowStartsAt;
        return tomorrow < slips.ChangesAt ? tomorrow : slips.ChangesAt;
    }

    private static Signal Signal(in RuleContext context, in Slips slips)
    {
        var options = context.Settings.BuyerOffProcess;
        string[] what =
        [
            .. Some(slips.Cancelled, "meeting cancelled", "meetings cancelled"), .. Some(slips.Missed, "meeting missed", "meetings missed"),
            .. Some(slips.Moved, "meeting moved", "meetings moved"), .. Some(slips.Overdue, "step overdue", "steps overdue"),
        ];
        return new()
        {
            Kind = SignalKinds.BuyerOffProcess,
            Severity = Phrase.Graded(slips.Count, options.Slips),
            Summary = $"The buyer's own steps are slipping: {Phrase.List(what)} in {Phrase.Count(options.WindowDays, "day")}.",
            NextAction = "Ask openly what has changed for them, and whether this is still the time.",
            Evidence = [.. what.Select(slip => new Evidence("By the buyer", slip))],
            Threshold = $"{Phrase.Count(options.Slips, "slip")} in {Phrase.Count(options.WindowDays, "day")}",
            RuleVersion = Version,
        };
    }

    private static string[] Some(int count, string one, string more) => count == 0 ? [] : [$"{count} {(count == 1 ? one : more)}"];
}
