using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Digests;
using SalesSignals.Events;

namespace SalesSignals.Forecasts;

/// <summary>Why a deal counts otherwise in a quarter's forecast than it did.</summary>
public enum ForecastChangeKind
{
    Won,
    Committed,
    CameIn,
    Created,
    Grew,
    SlippedOut,
    Uncommitted,
    Shrank,
    Lost,
    Gone,
}

/// <summary>Deals that count otherwise in a quarter's forecast than they did, all for one reason.</summary>
/// <param name="Sums">What they are worth; by how much the amount changed, where that is the reason.</param>
/// <param name="Names">The largest first; fewer than <paramref name="Count"/> where some are no longer this team's.</param>
public sealed record ForecastChange(ForecastChangeKind Kind, int Count, ImmutableArray<Money> Sums, ImmutableArray<string> Names)
{
    public string Label => Kind switch
    {
        ForecastChangeKind.Won => "won",
        ForecastChangeKind.Committed => "now in commit",
        ForecastChangeKind.CameIn => "came in",
        ForecastChangeKind.Created => "new",
        ForecastChangeKind.Grew => "grew",
        ForecastChangeKind.SlippedOut => "slipped out",
        ForecastChangeKind.Uncommitted => "left commit",
        ForecastChangeKind.Shrank => "shrank",
        ForecastChangeKind.Lost => "lost",
        _ => "gone",
    };

    public string Amounts => Wording.List([.. Sums.Select(sum => sum.ToString())], shown: 3);

    public string TopNames => Wording.List(Names, shown: 3);

    /// <summary>What changed in a quarter since a week before. Each deal has one reason, the gravest.</summary>
    public static ImmutableArray<ForecastChange> Between(ForecastWeek before, ForecastWeek now, Quarter quarter, IReadOnlyList<TeamMember> team)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        var deals = team.SelectMany(member => member.Deals).DistinctBy(deal => deal.Key).ToDictionary(deal => deal.Key);
        var then = before.In(quarter).DistinctBy(piece => piece.Deal).ToDictionary(piece => piece.Deal);
        var today = now.In(quarter).DistinctBy(piece => piece.Deal).ToDictionary(piece => piece.Deal);
        return
        [
            .. then.Keys.Union(today.Keys)
                .Select(key => (Deal: deals.GetValueOrDefault(key), Was: then.GetValueOrDefault(key), Is: today.GetValueOrDefault(key)))
                .Select(each => (each.Deal, each.Was, each.Is, Kind: KindOf(each.Deal, each.Was, each.Is, before.At)))
                .Where(each => each.Kind is not null)
                .GroupBy(each => each.Kind!.Value)
                .OrderBy(kind => kind.Key)
                .Select(kind => Of(kind.Key, [.. kind.Select(each => (each.Deal, Size(each.Was, each.Is, kind.Key)))])),
        ];
    }

    private static ForecastChangeKind? KindOf(BoardDeal? deal, ForecastPiece? was, ForecastPiece? now, DateTimeOffset since) => (was, now) switch
    {
        ({ Part: not ForecastPart.Won } or null, { Part: ForecastPart.Won }) => ForecastChangeKind.Won,
        (null, _) => deal?.CreatedAt > since ? ForecastChangeKind.Created : ForecastChangeKind.CameIn,
        (_, null) => deal switch
        {
            { Status: DealStatus.Lost } => ForecastChangeKind.Lost,
            { Status: DealStatus.Open, ForecastCategory: not "omitted" } => ForecastChangeKind.SlippedOut,
            _ => ForecastChangeKind.Gone,
        },
        ({ Part: not ForecastPart.Commit }, { Part: ForecastPart.Commit }) => ForecastChangeKind.Committed,
        ({ Part: ForecastPart.Commit }, { Part: ForecastPart.BestCase or ForecastPart.Pipeline }) => ForecastChangeKind.Uncommitted,
        ({ Money: { } before }, { Money: { } after }) when before.Currency == after.Currency && before.Amount != after.Amount =>
            after.Amount > before.Amount ? ForecastChangeKind.Grew : ForecastChangeKind.Shrank,
        _ => null,
    };

    private static Money? Size(ForecastPiece? was, ForecastPiece? now, ForecastChangeKind kind) => kind is ForecastChangeKind.Grew or ForecastChangeKind.Shrank
        ? new Money(Math.Abs(now!.Money!.Value.Amount - was!.Money!.Value.Amount), now.Money.Value.Currency)
        : (now ?? was)?.Money;

    private static ForecastChange Of(ForecastChangeKind kind, IReadOnlyList<(BoardDeal? Deal, Money? Size)> changed)
    {
        var ordered = changed.OrderByDescending(each => each.Size?.Amount).ThenBy(each => each.Deal?.Key.ToString(), StringComparer.Ordinal).ToList();
        return new(
            kind,
            ordered.Count,
            [
                .. ordered.Select(each => each.Size).OfType<Money>()
                    .GroupBy(money => money.Currency)
                    .OrderByDescending(currency => currency.Count())
                    .ThenBy(currency => currency.Key, StringComparer.Ordinal)
                    .Select(currency => new Money(currency.Sum(money => money.Amount), currency.Key)),
            ],
            [.. ordered.Where(each => each.Deal is not null).Select(each => Wording.Clean(each.Deal!.Name, 40))]);
    }
}
