using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Forecasts;

/// <summary>What a team's deals added to the forecast of this and the next quarter, as it was once in a week.</summary>
public sealed record ForecastWeek(IsoWeek Week, DateTimeOffset At, ImmutableArray<ForecastPiece> Pieces)
{
    /// <summary>So far back the board knows what moved.</summary>
    public static readonly TimeSpan Retraceable = TimeSpan.FromDays(28);

    /// <summary>Found out later, from what moved since, for want of a forecast that was kept: what a rep said of a deal then is not known.</summary>
    public bool IsRetraced { get; init; }

    public static ForecastWeek Of(Person manager, IReadOnlyList<TeamMember> team, DateOnly today, DateTimeOffset now) =>
        new(IsoWeek.Of(today), now, PiecesOf(manager, team, Quarter.Of(today)));

    /// <summary>How it was at an instant, as far as moves since tell.</summary>
    public static ForecastWeek Retrace(Person manager, IReadOnlyList<TeamMember> team, DateOnly day, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(team);
        var then = team
            .Select(member => member with { Deals = [.. member.Deals.Select(deal => AsOf(deal, at)).OfType<BoardDeal>()] })
            .ToList();
        return Of(manager, then, day, at) with { IsRetraced = true };
    }

    /// <summary>Those of a quarter.</summary>
    public ImmutableArray<ForecastPiece> In(Quarter quarter) => [.. Pieces.Where(piece => quarter.Contains(piece.On))];

    private static ImmutableArray<ForecastPiece> PiecesOf(Person manager, IReadOnlyList<TeamMember> team, Quarter quarter) =>
        [.. ForecastPiece.Of(manager, team, quarter), .. ForecastPiece.Of(manager, team, quarter.Next)];

    /// <summary>A deal as it was; null where it was not there yet.</summary>
    private static BoardDeal? AsOf(BoardDeal deal, DateTimeOffset at)
    {
        if (deal.CreatedAt > at)
        {
            return null;
        }

        var since = deal.Moves.Where(move => move.At > at).OrderBy(move => move.At).ToList();
        string? Before(params DealMoveKind[] kinds) => since.Find(move => kinds.Contains(move.Kind))?.From;
        var closed = since.Exists(move => move.Kind is DealMoveKind.Won or DealMoveKind.Lost) && deal.Status is DealStatus.Won or DealStatus.Lost;
        var stage = Before(DealMoveKind.Advanced, DealMoveKind.Regressed, DealMoveKind.Won, DealMoveKind.Lost);
        return deal with
        {
            Status = closed ? DealStatus.Open : deal.Status,
            ClosedAt = closed ? null : deal.ClosedAt,
            ForecastCategory = closed && deal.ForecastCategory == "closed" ? null : deal.ForecastCategory,
            Stage = stage ?? deal.Stage,
            Probability = DealStages.Parse(stage)?.Probability() ?? deal.Probability,
            CloseOn = Day(Before(DealMoveKind.CloseDateSlipped, DealMoveKind.CloseDatePulledIn)) ?? deal.CloseOn,
            Amount = Number(Before(DealMoveKind.AmountGrew, DealMoveKind.AmountShrank)) ?? deal.Amount,
        };
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
