using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Board;

/// <summary>Composes the board's picture of a deal.</summary>
public static class BoardView
{
    /// <summary>A manager's first digest after three weeks of leave still tells what moved meanwhile.</summary>
    private const int MoveDays = 30;

    public static BoardDeal Compose(Assessment assessed, DealAssessor assessor)
    {
        var deal = assessed.Deal;
        var snapshot = deal.Snapshot;
        var view = assessed.View;
        return new()
        {
            Key = deal.Key,
            OwnerKey = deal.OwnerKey,
            Name = snapshot.Name.Value ?? $"Deal {deal.Key.Id}",
            Stage = view.Stage?.Name() ?? snapshot.Stage.Value,
            Status = view.Status,
            Amount = snapshot.Amount.Value,
            Currency = snapshot.Currency.Value,
            CloseOn = snapshot.CloseOn.Value,
            ForecastCategory = snapshot.ForecastCategory.Value,
            Probability = view.Stage?.Probability() ?? 0,
            Url = snapshot.Url.Value,
            CreatedAt = view.CreatedAt,
            ClosedAt = view.ClosedAt,
            LastBuyerTouchAt = view.LastBuyerTouchAt,
            LastSellerTouchAt = view.LastSellerTouchAt,
            NextPlannedAt = view.NextPlannedAt,
            AccountId = snapshot.AccountId.Value,
            AccountName = snapshot.AccountName.Value,
            RenewalOn = snapshot.RenewalOn.Value,
            Signals = [.. deal.Standing.OrderByDescending(raised => raised.Signal.Severity).ThenBy(raised => raised.RaisedAt)],
            Moves = Moves(view),
            Heard = deal.Heard,
            LastEventAt = snapshot.LastEventAt,
            UnnotedConversationsAt = view.IsOpen ? Conversations.UnnotedAt(assessor.ContextOf(deal, view)) : [],
        };
    }

    /// <summary>All that ever moved on a deal, as far as is known, newest first.</summary>
    public static ImmutableArray<DealMove> MovesOf(in DealView view)
    {
        var moves = new List<DealMove>();
        if (view.CreatedAt is { } createdAt)
        {
            moves.Add(new(DealMoveKind.Created, createdAt));
        }

        moves.AddRange(StageMoves(view.Snapshot, view.Stages));
        moves.AddRange(StatusMoves(view.Snapshot));
        moves.AddRange(Changes(view.Snapshot.CloseDates, CloseDateMove));
        moves.AddRange(Changes(view.Snapshot.Amounts, AmountMove));
        var now = view.Now;
        return [.. moves.Where(move => move.At <= now).OrderByDescending(move => move.At)];
    }

    private static ImmutableArray<DealMove> Moves(in DealView view)
    {
        var since = view.Now.AddDays(-MoveDays);
        return [.. MovesOf(view).TakeWhile(move => move.At >= since)];
    }

    private static IEnumerable<DealMove> StageMoves(DealSnapshot snapshot, StageMap stages)
    {
        DealStage? before = null;
        foreach (var (at, crmStage) in snapshot.Stages)
        {
            if (stages.Resolve(snapshot.Pipeline.Value, crmStage) is not { } stage || stage == before)
            {
                continue;
            }

            var kind = stage switch
            {
                DealStage.Won => DealMoveKind.Won,
                DealStage.Lost => DealMoveKind.Lost,
                _ => stage > before ? DealMoveKind.Advanced : DealMoveKind.Regressed,
            };
            var closes = kind is DealMoveKind.Won or DealMoveKind.Lost;
            if (closes ? snapshot.Status.Value is null : before is not null)
            {
                yield return new(kind, at, before?.Name(), stage.Name());
            }

            before = stage;
        }
    }

    /// <summary>Wins and losses of a CRM that says them outright: there the stage may stay where it was.</summary>
    private static IEnumerable<DealMove> StatusMoves(DealSnapshot snapshot)
    {
        DealStatus? before = null;
        foreach (var (at, status) in snapshot.Statuses)
        {
            if (snapshot.Status.Value is not null && status != before && (status is DealStatus.Won or DealStatus.Lost))
            {
                yield return status is DealStatus.Won ? new(DealMoveKind.Won, at, To: "won") : new(DealMoveKind.Lost, at, To: "lost");
            }

            before = status;
        }
    }

    private static IEnumerable<DealMove> Changes<T>(ImmutableArray<Fact<T?>> facts, Func<T, T, DateTimeOffset, DealMove> move)
        where T : struct, IComparable<T>
    {
        T? before = null;
        foreach (var (at, value) in facts)
        {
            if (value is not { } after || after.Equals(before))
            {
                continue;
            }

            if (before is { } was)
            {
                yield return move(was, after, at);
            }

            before = after;
        }
    }

    private static DealMove CloseDateMove(DateOnly from, DateOnly to, DateTimeOffset at) => new(
        to > from ? DealMoveKind.CloseDateSlipped : DealMoveKind.CloseDatePulledIn,
        at,
        from.ToString("O", CultureInfo.InvariantCulture),
        to.ToString("O", CultureInfo.InvariantCulture));

    private static DealMove AmountMove(decimal from, decimal to, DateTimeOffset at) => new(
        to > from ? DealMoveKind.AmountGrew : DealMoveKind.AmountShrank,
        at,
        from.ToString(CultureInfo.InvariantCulture),
        to.ToString(CultureInfo.InvariantCulture));
}
