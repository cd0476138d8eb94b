using System.Collections.Immutable;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>A rule over one rep: pure, with no clock, store or logger of its own.</summary>
public delegate RuleVerdict RepRule(RepContext context);

/// <summary>The rules over a rep, in the order in which people read them.</summary>
public static class RepRules
{
    public static ImmutableArray<(string Kind, RepRule Detect)> All { get; } =
    [
        (SignalKinds.PipelineGap, PipelineGap.Detect),
        (SignalKinds.PipelineDrought, PipelineDrought.Detect),
        (SignalKinds.QuotaRisk, QuotaRisk.Detect),
        (SignalKinds.UnpredictableForecast, UnpredictableForecast.Detect),
        (SignalKinds.Momentum, RepMomentum.Detect),
    ];

    /// <summary>Every rule's answer, with its reason.</summary>
    public static ImmutableArray<(string Kind, RuleVerdict Verdict)> Explain(RepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return [.. All.Select(rule => (rule.Kind, rule.Detect(context).From(context.Settings)))];
    }

    /// <summary>What fires.</summary>
    public static ImmutableArray<Signal> Detect(RepContext context) =>
        [.. Explain(context).Select(answer => answer.Verdict.Signal).OfType<Signal>()];
}
