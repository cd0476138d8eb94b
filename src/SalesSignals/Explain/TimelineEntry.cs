using SalesSignals.Signals;

namespace SalesSignals.Explain;

/// <summary>One thing that happened to a deal, or that we said of it, in a sentence for people.</summary>
/// <param name="Detail">What more there is to know: names, a reason, what a rule measured.</param>
public sealed record TimelineEntry(DateTimeOffset At, TimelineKind Kind, string Text, string? Detail = null)
{
    /// <summary>How grave a signal is; null for what is no signal.</summary>
    public Severity? Severity { get; init; }
}

public enum TimelineKind
{
    /// <summary>The deal itself moved: stage, close date, amount, won, lost.</summary>
    Move,

    /// <summary>The buyer met us, took a call, or wrote: what silence counts from.</summary>
    BuyerTouch,

    /// <summary>What we did: an email, a call attempt, a task, a proposal.</summary>
    Ours,

    /// <summary>A note, an internal meeting, something called off, a contact: neither side's touch.</summary>
    Other,

    /// <summary>A signal was raised, got worse, was told or ended.</summary>
    Signal,

    /// <summary>Somebody on the team said or asked something: parked, not a risk, notes are in.</summary>
    Said,
}
