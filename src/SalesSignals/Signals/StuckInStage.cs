using SalesSignals.Deals;

namespace SalesSignals.Signals;

/// <summary>A deal that has been in its stage for longer than deals that are won.</summary>
public static class StuckInStage
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.StuckInStage;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Deal.Stage is not { } stage || context.Deal.StageEnteredAt is not { } enteredAt)
        {
            return RuleVerdict.Unknown("Its stage is not told, or not mapped to one of ours.");
        }

        var limit = context.Baselines.DaysInStage(options.Baseline, stage, context.Owner?.Id, options.AllowedDays);
        var days = (context.Now - enteredAt).TotalDays;
        var stuckAt = After(enteredAt, limit.Value);
        return context.Now < stuckAt
            ? RuleVerdict.Quiet("{0:0} of {1:0} days in its stage.", days, limit.Value, stuckAt)
            : RuleVerdict.Fired(Signal(context, stage, enteredAt, days, limit), StepsOf(enteredAt, limit.Value).NextAfter(context.Now));
    }

    private static Signal Signal(in RuleContext context, DealStage stage, DateTimeOffset enteredAt, double days, in BaselineLimit limit) => new()
    {
        Kind = SignalKinds.StuckInStage,
        Severity = StepsOf(enteredAt, limit.Value).At(context.Now),
        Summary = $"In {stage.Name()} for {Phrase.Count(days, "day")}.",
        NextAction = "Ask what the buyer needs to see before the next stage makes sense to them, and who decides that.",
        Evidence =
        [
            new("Stage", stage.Name()),
            new("Since", Phrase.Day(enteredAt, context)),
            new("Days in stage", Phrase.Count(days, "day")),
        ],
        Threshold = $"{Phrase.Count(limit.Value, "day")}, {limit.Describe()}",
        RuleVersion = Version,
    };

    private static Steps StepsOf(DateTimeOffset enteredAt, double limit) => new(After(enteredAt, 1.5 * limit), After(enteredAt, 2.5 * limit));

    /// <summary>The first tick at which the days measured are no longer less.</summary>
    private static DateTimeOffset After(DateTimeOffset from, double days) => from.AddTicks((long)Math.Ceiling(days * TimeSpan.TicksPerDay));
}
