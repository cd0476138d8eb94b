namespace SalesSignals.Signals;

/// <summary>A signal that was raised on a deal, and what has become of it.</summary>
public sealed record RaisedSignal
{
    /// <summary>As the rule last saw it when something changed.</summary>
    public required Signal Signal { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When its severity last rose; null if it never did.</summary>
    public DateTimeOffset? WorsenedAt { get; init; }

    /// <summary>When its owner was last told.</summary>
    public DateTimeOffset? AlertedAt { get; init; }

    /// <summary>The owner's key of whom was told then.</summary>
    public string? AlertedTo { get; init; }

    /// <summary>What somebody last said of it; null where nobody did.</summary>
    public Feedback? Feedback { get; init; }

    /// <summary>Until when somebody asked for silence; when it ended, where that was earlier.</summary>
    public DateTimeOffset? ParkedUntil { get; init; }

    /// <summary>When it was last parked.</summary>
    public DateTimeOffset? ParkedAt { get; init; }

    public string? ParkedReason { get; init; }

    /// <summary>The id of the person who parked it; null where the command line did.</summary>
    public string? ParkedBy { get; init; }

    /// <summary>When the rule stopped firing; null while it fires.</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>The trace in which it was raised, or got worse; null where nobody traced.</summary>
    public string? Trace { get; init; }

    public bool IsStanding => ClearedAt is null;

    /// <summary>Names this raising at this severity, so that its owner is told once, and again only if it gets worse.</summary>
    public string Occurrence => FormattableString.Invariant($"{Signal.Kind}|{RaisedAt.UtcTicks}|{(int)Signal.Severity}");

    public bool IsParkedAt(DateTimeOffset now) => ParkedUntil > now;

    /// <summary>Somebody said that this is no risk, or is dealt with, and it has not got worse since.</summary>
    public bool IsDismissed => Feedback is { EndsAlerts: true } said && Signal.Severity <= said.Severity;

    /// <summary>Whether it stands for trouble that nobody has put aside.</summary>
    public bool NeedsAttentionAt(DateTimeOffset now) => IsStanding && !Signal.IsGoodNews && !IsParkedAt(now) && !IsDismissed;
}
