using SalesSignals.Signals;

namespace SalesSignals.Board;

/// <summary>What somebody asks to be done about a deal.</summary>
public abstract record DealAction
{
    private DealAction()
    {
    }

    /// <summary>Silence until a day begins where they are.</summary>
    /// <param name="Kind">About one signal; null for all of the deal.</param>
    public sealed record Park(string? Kind, DateOnly Until, string Reason) : DealAction;

    /// <summary>End what <see cref="Park"/> of the same kind began.</summary>
    public sealed record Unpark(string? Kind) : DealAction;

    /// <summary>Say what they think of a signal.</summary>
    public sealed record Judge(string Kind, FeedbackKind What, string? Reason) : DealAction;

    /// <summary>Take back what they said of a signal by <see cref="Judge"/>.</summary>
    public sealed record Retract(string Kind, FeedbackKind What) : DealAction;
}

/// <summary>How that ended.</summary>
public abstract record DealActionResult
{
    private DealActionResult()
    {
    }

    /// <summary>The deal is as they asked, whether it was so before or not.</summary>
    public sealed record Done(ShownDeal Deal) : DealActionResult;

    /// <summary>There is no such deal, or it is not for them: nobody is told which.</summary>
    public sealed record NotTheirs : DealActionResult;

    /// <summary>Silence must end on a day after <paramref name="Today"/>, and not after <paramref name="Latest"/>.</summary>
    public sealed record NoSuchDay(DateOnly Today, DateOnly Latest) : DealActionResult;

    /// <summary>Silence without a reason helps nobody who looks at the deal next.</summary>
    public sealed record NoReason : DealActionResult;

    /// <summary>Such a signal was never raised on the deal, or nobody remembers.</summary>
    public sealed record NoSuchSignal : DealActionResult;
}

/// <summary>A deal as it is now, for one who may see it.</summary>
/// <param name="Now">As the board shows it.</param>
/// <param name="Watched">With what is parked, and with signals that have ended.</param>
public sealed record ShownDeal(BoardDeal Now, WatchedDeal Watched)
{
    /// <summary>What keeps a signal (null: the deal as a whole) silent now, and only that.</summary>
    public Parking? ParkingOf(string? kind) => Watched.Parkings.FirstOrDefault(parking => parking.Kind == kind);

    public RaisedSignal? Standing(string kind) => Watched.Standing.FirstOrDefault(raised => raised.Signal.Kind == kind);

    /// <summary>Its last raising that has ended.</summary>
    public SignalRecord? Ended(string kind) => Watched.Past.LastOrDefault(record => record.Kind == kind);

    /// <summary>What was last said of a signal; null where nothing was.</summary>
    public Feedback? SaidOf(string kind) => Standing(kind) is { } raised ? raised.Feedback : Ended(kind)?.Feedback;
}
