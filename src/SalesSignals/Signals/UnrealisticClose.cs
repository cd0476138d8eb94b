using SalesSignals.Deals;

namespace SalesSignals.Signals;

/// <summary>A close date that is nearer than deals at this stage are won.</summary>
public static class UnrealisticClose
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.UnrealisticClose;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Deal.Stage is not { } stage || context.Deal.StageEnteredAt is not { } enteredAt)
        {
            return RuleVerdict.Unknown("Its stage is not told, or not mapped to one of ours.");
        }

        if (context.Snapshot.CloseOn.Value is not { } closeOn || closeOn < context.Today)
        {
            return RuleVerdict.NotApplicable("It has no close date to come.");
        }

        if (context.Baselines.DaysToWin(stage) is not { } needed)
        {
            return RuleVerdict.Unknown("Too few deals were won to know what they need from this stage.");
        }

        var planned = closeOn.DayNumber - context.Calendar.DayOf(enteredAt).DayNumber;
        var passesAt = context.TomorrowStartsAt;
        return planned >= needed.Value
            ? RuleVerdict.Quiet("{0:0} days from entering the stage to the close date; three of four won deals needed at least {1:0}.", planned, needed.Value, passesAt)
            : RuleVerdict.Fired(Signal(context, stage, enteredAt, closeOn, planned, needed), passesAt);
    }

    private static Signal Signal(
        in RuleContext context, DealStage stage, DateTimeOffset enteredAt, DateOnly closeOn, int planned, in BaselineLimit needed) => new()
    {
        Kind = SignalKinds.UnrealisticClose,
        Severity = Phrase.Graded(needed.Value, Math.Max(planned, 1)),
        Summary = $"Planned to close {Phrase.Count(Math.Max(planned, 0), "day")} after coming into {stage.Name()}; won deals mostly need {Phrase.Count(needed.Value, "day")} or more.",
        NextAction = "Go through the steps that are left with the buyer, and set the date on which they say they can sign.",
        Evidence =
        [
            new("Close date", Phrase.Day(closeOn, context.Today)),
            new($"In {stage.Name()} since", Phrase.Day(enteredAt, context)),
            new("Planned", Phrase.Count(Math.Max(planned, 0), "day")),
            new("Won deals learned from", Phrase.Count(needed.Deals, "deal")),
        ],
        Threshold = $"{Phrase.Count(needed.Value, "day")}, which three of four won deals needed at least",
        RuleVersion = Version,
    };
}
