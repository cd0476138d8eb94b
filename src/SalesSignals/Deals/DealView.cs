using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Deals;

/// <summary>
/// A snapshot read at an instant: what rules and people want to know of a deal. Computed in one pass, on the stack.
/// </summary>
public readonly struct DealView
{
    private DealView(DealSnapshot snapshot, StageMap stages, DateTimeOffset now, TouchSettings counts)
    {
        Snapshot = snapshot;
        Stages = stages;
        Counts = counts;
        Now = now;
        Stage = stages.Resolve(snapshot.Pipeline.Value, snapshot.Stage.Value);
        Status = StatusOf(snapshot, Stage);
        (StageEnteredAt, LastForwardMoveAt) = StageTimes(snapshot, stages);
        foreach (var statement in snapshot.Activities)
        {
            if (statement.Facts is not { } activity)
            {
                continue;
            }

            NextBoundaryAt = Soonest(NextBoundaryAt, activity.StartsAt, now);
            NextBoundaryAt = Soonest(NextBoundaryAt, activity.EndsAt, now);
            NextBoundaryAt = Soonest(NextBoundaryAt, activity.DueAt, now);
            var at = Touches.TimeOf(activity, statement.Stamp);
            if (Touches.IsPlanned(activity, now))
            {
                var dueAt = activity.StartsAt ?? activity.DueAt;
                (NextPlanned, NextPlannedAt) = NextPlanned is null || dueAt < NextPlannedAt ? (activity, dueAt) : (NextPlanned, NextPlannedAt);
            }
            else if (at > now)
            {
                continue;
            }
            else if (Touches.IsBuyerTouch(activity, now, counts))
            {
                (LastBuyerTouch, LastBuyerTouchAt) = LastBuyerTouch is null || at > LastBuyerTouchAt ? (activity, at) : (LastBuyerTouch, LastBuyerTouchAt);
            }
            else if (Touches.IsSellerTouch(activity, now, counts))
            {
                LastSellerTouchAt = LastSellerTouchAt is null || at > LastSellerTouchAt ? at : LastSellerTouchAt;
            }
        }
    }

    public DealSnapshot Snapshot { get; }

    /// <summary>What the CRM's stages mean.</summary>
    public StageMap Stages { get; }

    /// <summary>What counts as a touch.</summary>
    public TouchSettings Counts { get; }

    public DateTimeOffset Now { get; }

    /// <summary>The canonical stage; null where settings do not map the CRM's.</summary>
    public DealStage? Stage { get; }

    public DealStatus Status { get; }

    /// <summary>When it came into its present stage; null where no stage was ever told.</summary>
    public DateTimeOffset? StageEnteredAt { get; }

    /// <summary>When it last moved to a later stage (or into its first).</summary>
    public DateTimeOffset? LastForwardMoveAt { get; }

    /// <summary>The last time the buyer met us, took a call, or wrote.</summary>
    public ActivityFacts? LastBuyerTouch { get; }

    public DateTimeOffset? LastBuyerTouchAt { get; }

    public DateTimeOffset? LastSellerTouchAt { get; }

    /// <summary>The next meeting, call or task that is planned and not yet due.</summary>
    public ActivityFacts? NextPlanned { get; }

    public DateTimeOffset? NextPlannedAt { get; }

    /// <summary>When next an activity begins, ends or falls due, which changes what it counts as.</summary>
    public DateTimeOffset? NextBoundaryAt { get; }

    public bool IsOpen => Status is DealStatus.Open;

    public bool IsInCommit => Snapshot.ForecastCategory.Value == "commit" || Stage is DealStage.Commit;

    /// <summary>When it began: as told, else the first we heard of it.</summary>
    public DateTimeOffset? CreatedAt => Snapshot.CreatedAt.Value ?? Snapshot.FirstEventAt;

    /// <summary>When it was won or lost.</summary>
    public DateTimeOffset? ClosedAt => Status is DealStatus.Won or DealStatus.Lost
        ? Snapshot.Status.Value is null ? StageEnteredAt : StatusSince(Snapshot)
        : null;

    /// <param name="counts">What counts as a touch; what does where nobody said otherwise, where null.</param>
    public static DealView Of(DealSnapshot snapshot, StageMap stages, DateTimeOffset now, TouchSettings? counts = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(stages);
        return new(snapshot, stages, now, counts ?? TouchSettings.Default);
    }

    private static DateTimeOffset? Soonest(DateTimeOffset? soonest, DateTimeOffset? at, DateTimeOffset now) =>
        at > now && (soonest is null || at < soonest) ? at : soonest;

    private static DealStatus StatusOf(DealSnapshot snapshot, DealStage? stage) => snapshot.Deleted.Value
        ? DealStatus.Deleted
        : snapshot.Status.Value ?? stage switch
        {
            DealStage.Won => DealStatus.Won,
            DealStage.Lost => DealStatus.Lost,
            _ => DealStatus.Open,
        };

    /// <summary>When the present status was first told; sources that tell whole deals say it again with every change.</summary>
    private static DateTimeOffset StatusSince(DealSnapshot snapshot)
    {
        var since = snapshot.Status.Stamp.At;
        DealStatus? previous = null;
        foreach (var (at, status) in snapshot.Statuses)
        {
            since = status != previous && status == snapshot.Status.Value ? at : since;
            previous = status;
        }

        return since;
    }

    private static (DateTimeOffset? Entered, DateTimeOffset? Forward) StageTimes(DealSnapshot snapshot, StageMap stages)
    {
        DateTimeOffset? entered = snapshot.Stage.Value is null ? null : snapshot.Stage.Stamp.At;
        DateTimeOffset? forward = null;
        string? previous = null;
        DealStage? reached = null;
        foreach (var (at, stage) in snapshot.Stages)
        {
            if (stage is null || stage == previous)
            {
                continue;
            }

            var rank = stages.Resolve(snapshot.Pipeline.Value, stage);
            if (previous is null || rank > reached)
            {
                forward = at;
            }

            if (stage == snapshot.Stage.Value)
            {
                entered = at;
            }

            (previous, reached) = (stage, rank ?? reached);
        }

        return (entered, forward);
    }
}
