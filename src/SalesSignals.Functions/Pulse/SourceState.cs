using SalesSignals.Pulse;
using SalesSignals.Reconcile;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Pulse;

/// <summary>How a source is: what it sends, whether it is silent, and how it stands beside its CRM.</summary>
/// <param name="Name">As it is configured.</param>
/// <param name="Silence">The answer of <c>silent-source</c>.</param>
/// <param name="Measured">What the answer was made of; null where nobody can say what is usual.</param>
/// <param name="UsualGap">In words of working time; null likewise.</param>
public sealed record SourceState(
    string Name, string Kind, PulseHistory Pulse, RuleVerdict Silence, SourceSilence? Measured, string? UsualGap, ReconcileStatus Reconciled)
{
    /// <summary>What people call it: HubSpot, unless it was given a name of its own.</summary>
    public string Label => Name.Equals(Kind, StringComparison.OrdinalIgnoreCase) ? Kind : Name;

    /// <summary>The evidence, where it is silent for too long.</summary>
    public Signal? Silent => Silence.Signal;
}
