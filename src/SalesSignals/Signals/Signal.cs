using System.Collections.Immutable;

namespace SalesSignals.Signals;

/// <summary>What a rule found wrong (or right) with a deal, and how it knows.</summary>
public sealed record Signal
{
    /// <summary>The rule's name, such as <c>stalled-deal</c>; see <see cref="SignalKinds"/>.</summary>
    public required string Kind { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>One sentence for the rep, with the number that matters.</summary>
    public required string Summary { get; init; }

    /// <summary>What to do next, one sentence.</summary>
    public required string NextAction { get; init; }

    /// <summary>What was measured, in the order in which a reader wants it.</summary>
    public required ImmutableArray<Evidence> Evidence { get; init; }

    /// <summary>The limit that was passed, and where it came from: <c>10 working days (default)</c>.</summary>
    public required string Threshold { get; init; }

    public required int RuleVersion { get; init; }

    /// <summary>Something that goes well: shown as such, never alerted and never counted as trouble.</summary>
    public bool IsGoodNews { get; init; }
}

/// <summary>How far past its threshold something is.</summary>
public enum Severity
{
    Low = 1,
    Medium = 2,
    High = 3,
}

/// <param name="Label">What was measured: <c>Last buyer touch</c>.</param>
/// <param name="Value">The number, day or name: <c>meeting, 2 Nov 2026</c>.</param>
public sealed record Evidence(string Label, string Value);
