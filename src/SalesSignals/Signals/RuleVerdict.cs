using System.Globalization;

namespace SalesSignals.Signals;

/// <summary>What a rule says of a deal.</summary>
public enum RuleOutcome
{
    /// <summary>The rule is not about such a deal (closed, too early, switched off).</summary>
    NotApplicable,

    /// <summary>All is well.</summary>
    Quiet,

    /// <summary>What the rule would need is not told by the deal's source.</summary>
    Unknown,

    Fired,
}

/// <summary>A rule's answer: the signal, or why there is none. Costs no allocation unless it fires or is explained.</summary>
public readonly record struct RuleVerdict
{
    private RuleVerdict(RuleOutcome outcome, Signal? signal, string reason, double actual, double limit, DateTimeOffset changesAt) =>
        (Outcome, Signal, _reason, _actual, _limit, ChangesAt) = (outcome, signal, reason, actual, limit, changesAt);

    private const double NearFrom = 0.6;

    private readonly string _reason;
    private readonly double _actual;
    private readonly double _limit;

    public RuleOutcome Outcome { get; }

    public Signal? Signal { get; }

    /// <summary>The earliest instant at which the answer could be another by the passing of time alone.</summary>
    public DateTimeOffset ChangesAt { get; }

    /// <summary>
    /// How near a quiet rule is to firing, from 0 to 1: what was measured against its limit, whichever is larger. Null where the rule did not
    /// hold one number against another.
    /// </summary>
    public double? Closeness => Outcome is RuleOutcome.Quiet && _limit > 0 && _actual >= 0 && Shows("{0") && Shows("{1")
        ? Math.Min(_actual, _limit) / Math.Max(_actual, _limit)
        : null;

    /// <summary>Quiet, but not far from its limit.</summary>
    public bool IsNearMiss => Closeness >= NearFrom;

    /// <summary>Why it did not fire, with the numbers; the signal's own summary where it did.</summary>
    public string Explain() => Signal?.Summary ?? string.Format(CultureInfo.InvariantCulture, _reason, _actual, _limit);

    /// <summary>The answer of a rule about open deals that is switched off, or asked about a closed one; null where it has to look.</summary>
    public static RuleVerdict? Skip(bool enabled, in RuleContext context) => !enabled ? NotApplicable("The rule is switched off.")
        : !context.Deal.IsOpen ? NotApplicable("The deal is closed.")
        : null;

    public static RuleVerdict NotApplicable(string reason) => new(RuleOutcome.NotApplicable, null, reason, 0, 0, DateTimeOffset.MaxValue);

    /// <param name="changesAt">When it may be known, where that is a matter of time.</param>
    public static RuleVerdict Unknown(string reason, DateTimeOffset? changesAt = null) =>
        new(RuleOutcome.Unknown, null, reason, 0, 0, changesAt ?? DateTimeOffset.MaxValue);

    /// <param name="reason">A sentence in which {0} stands for what was measured and {1} for the limit.</param>
    public static RuleVerdict Quiet(string reason, double actual, double limit, DateTimeOffset changesAt) =>
        new(RuleOutcome.Quiet, null, reason, actual, limit, changesAt);

    public static RuleVerdict Fired(Signal signal, DateTimeOffset changesAt) => new(RuleOutcome.Fired, signal, "", 0, 0, changesAt);

    private bool Shows(string number) => _reason.Contains(number, StringComparison.Ordinal);
}
