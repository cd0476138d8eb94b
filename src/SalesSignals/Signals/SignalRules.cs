using System.Collections.Immutable;

namespace SalesSignals.Signals;

/// <summary>A rule over one deal: pure, with no clock, store or logger of its own.</summary>
public delegate RuleVerdict DealRule(in RuleContext context);

/// <summary>The rules, in the order in which people read them. Adding one is a file, a line here, and a page in docs/signals/.</summary>
public static class SignalRules
{
    public static ImmutableArray<(string Kind, DealRule Detect)> All { get; } =
    [
        (SignalKinds.StalledDeal, StalledDeal.Detect),
        (SignalKinds.MissingNotes, MissingNotes.Detect),
        (SignalKinds.NoNextStep, NoNextStep.Detect),
        (SignalKinds.CloseDatePassed, CloseDatePassed.Detect),
        (SignalKinds.CloseDateSlipped, CloseDateSlipped.Detect),
        (SignalKinds.TheoreticalClose, TheoreticalClose.Detect),
    ];

    /// <summary>What fires, and the earliest time at which that could change by the passing of time alone.</summary>
    public static (ImmutableArray<Signal> Signals, DateTimeOffset ChangesAt) Detect(in RuleContext context)
    {
        ImmutableArray<Signal>.Builder? signals = null;
        var changesAt = context.Deal.NextBoundaryAt ?? DateTimeOffset.MaxValue;
        foreach (var (_, detect) in All)
        {
            var verdict = Ask(detect, context);
            if (verdict.Signal is { } signal)
            {
                (signals ??= ImmutableArray.CreateBuilder<Signal>()).Add(signal);
            }

            changesAt = verdict.ChangesAt < changesAt ? verdict.ChangesAt : changesAt;
        }

        return (signals?.ToImmutable() ?? [], changesAt);
    }

    /// <summary>Every rule's answer, with its reason.</summary>
    public static ImmutableArray<(string Kind, RuleVerdict Verdict)> Explain(in RuleContext context)
    {
        var answers = ImmutableArray.CreateBuilder<(string, RuleVerdict)>(All.Length);
        foreach (var (kind, detect) in All)
        {
            answers.Add((kind, Ask(detect, context)));
        }

        return answers.MoveToImmutable();
    }

    /// <summary>A rule's answer; where it fires, the limit says where it comes from: the default, or settings, and for whom.</summary>
    private static RuleVerdict Ask(DealRule detect, in RuleContext context)
    {
        var verdict = detect(context);
        return verdict.Signal is { } signal
            ? RuleVerdict.Fired(signal with { Threshold = $"{signal.Threshold} ({context.Settings.OriginOf(signal.Kind)})" }, verdict.ChangesAt)
            : verdict;
    }
}
