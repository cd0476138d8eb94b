using System.Collections.Immutable;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Board;

/// <summary>What alerts, digests and the board show of a deal: one row, in its owner's partition.</summary>
public sealed record BoardDeal
{
    public required DealKey Key { get; init; }

    /// <summary>The owner's key, <c>source:ownerId</c>; <c>source:</c> alone where the deal has no owner.</summary>
    public required string OwnerKey { get; init; }

    public required string Name { get; init; }

    /// <summary>The canonical stage, such as <c>proposal</c>; the CRM's own where settings do not map it.</summary>
    public string? Stage { get; init; }

    public required DealStatus Status { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public DateOnly? CloseOn { get; init; }

    public string? ForecastCategory { get; init; }

    /// <summary>How likely a win is at its stage, 0 to 1.</summary>
    public double Probability { get; init; }

    public string? Url { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was won or lost.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? LastBuyerTouchAt { get; init; }

    public DateTimeOffset? LastSellerTouchAt { get; init; }

    public DateTimeOffset? NextPlannedAt { get; init; }

    /// <summary>What is planned in the days to come, soonest first.</summary>
    public ImmutableArray<PlannedStep> Planned { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The CRM's id of the customer; null where none is told.</summary>
    public string? AccountId { get; init; }

    public string? AccountName { get; init; }

    /// <summary>When the contract is to be renewed.</summary>
    public DateOnly? RenewalOn { get; init; }

    /// <summary>Standing signals, gravest first.</summary>
    public ImmutableArray<RaisedSignal> Signals { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What moved in the last 30 days, newest first.</summary>
    public ImmutableArray<DealMove> Moves { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>How many events changed it, by the hour in which they were received; the last eight days.</summary>
    public ImmutableArray<HeardEvents> Heard { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>When last something was said of it, by the CRM's clock.</summary>
    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>Meetings and calls whose notes are missing, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> UnnotedConversationsAt { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>A meeting, call or task that is planned.</summary>
public sealed record PlannedStep(ActivityKind Kind, DateTimeOffset At);

/// <summary>One thing that moved on a deal.</summary>
/// <param name="From">What it was before, where that says something: a stage, a day (yyyy-MM-dd), an amount (invariant).</param>
/// <param name="To">What it became.</param>
public sealed record DealMove(DealMoveKind Kind, DateTimeOffset At, string? From = null, string? To = null);

public enum DealMoveKind
{
    Created,
    Advanced,
    Regressed,
    CloseDateSlipped,
    CloseDatePulledIn,
    AmountGrew,
    AmountShrank,
    Won,
    Lost,
}
