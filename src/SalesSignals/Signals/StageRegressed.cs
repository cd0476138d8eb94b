using SalesSignals.Deals;

namespace SalesSignals.Signals;

/// <summary>A deal that has lately moved back to an earlier stage, and has not come back since.</summary>
public static class StageRegressed
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.StageRegressed;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Deal.Stage is not { } stage)
        {
            return RuleVerdict.Unknown("Its stage is not told, or not mapped to one of ours.");
        }

        if (LastStepBack(context) is not { } back || stage >= back.From)
        {
            return RuleVerdict.Quiet("It is where it has come furthest.", 0, 0, DateTimeOffset.MaxValue);
        }

        var forgottenAt = back.At.AddDays(options.WindowDays).AddTicks(1);
        return context.Now < forgottenAt
            ? RuleVerdict.Fired(Signal(context, stage, back), forgottenAt)
            : RuleVerdict.Quiet("It moved back, but more than {1:0} days ago.", 0, options.WindowDays, DateTimeOffset.MaxValue);
    }

    private readonly record struct StepBack(DealStage From, DateTimeOffset At);

    /// <summary>The last move to an earlier stage. Coming back from won or lost is a new start and no step back.</summary>
    private static StepBack? LastStepBack(in RuleContext context)
    {
        StepBack? back = null;
        DealStage? before = null;
        foreach (var (at, crmStage) in context.Snapshot.Stages)
        {
            if (at > context.Now || context.Deal.Stages.Resolve(context.Snapshot.Pipeline.Value, crmStage) is not { } stage)
            {
                continue;
            }

            back = before is { } from and not (DealStage.Won or DealStage.Lost) && stage < from ? new(from, at) : back;
            before = stage;
        }

        return back;
    }

    private static Signal Signal(in RuleContext context, DealStage stage, StepBack back)
    {
        var steps = (int)back.From - (int)stage;
        return new()
        {
            Kind = SignalKinds.StageRegressed,
            Severity = steps >= 3 || back.From is DealStage.Commit ? Severity.High : steps == 2 ? Severity.Medium : Severity.Low,
            Summary = $"Back from {back.From.Name()} to {stage.Name()} since {Phrase.Day(back.At, context)}.",
            NextAction = "Find out what changed on the buyer's side, and put the close date where that leads.",
            Evidence =
            [
                new("From", back.From.Name()),
                new("To", stage.Name()),
                new("On", Phrase.Day(back.At, context)),
                new("Close date", context.Snapshot.CloseOn.Value is { } day ? Phrase.Day(day, context.Today) : "none"),
            ],
            Threshold = $"any step back in {context.Settings.StageRegressed.WindowDays} days",
            RuleVersion = Version,
        };
    }
}
