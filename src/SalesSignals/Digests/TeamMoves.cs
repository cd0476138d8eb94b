using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Events;

namespace SalesSignals.Digests;

/// <summary>What moved on a team's deals since the previous digest, one row for each kind of move.</summary>
public sealed record TeamMoves(DateTimeOffset Since, ImmutableArray<MoveRow> Rows)
{
    /// <summary>In the order in which a manager asks.</summary>
    private static readonly ImmutableArray<(DealMoveKind Kind, string Label)> Order =
    [
        (DealMoveKind.Won, "Won"),
        (DealMoveKind.Advanced, "Advanced"),
        (DealMoveKind.Created, "New"),
        (DealMoveKind.AmountGrew, "Grew"),
        (DealMoveKind.CloseDatePulledIn, "Sooner"),
        (DealMoveKind.CloseDateSlipped, "Slipped"),
        (DealMoveKind.AmountShrank, "Shrank"),
        (DealMoveKind.Regressed, "Moved back"),
        (DealMoveKind.Lost, "Lost"),
    ];

    /// <param name="rates">By which amounts in several currencies compete.</param>
    public static TeamMoves Compose(IReadOnlyList<TeamMember> team, MoveWindow window, CurrencyRates? rates = null)
    {
        ArgumentNullException.ThrowIfNull(window);
        var moved = team.SelectMany(member => member.Deals)
            .Where(deal => deal.Status != DealStatus.Deleted)
            .SelectMany(deal => deal.Moves.Where(move => window.Contains(deal, move)).Select(move => (Deal: deal, Move: move)))
            .ToLookup(moved => moved.Move.Kind);
        return new(window.Since, [.. Order.Where(row => moved.Contains(row.Kind)).Select(row => Row(row.Label, row.Kind, moved[row.Kind], rates ?? CurrencyRates.None))]);
    }

    private static MoveRow Row(string label, DealMoveKind kind, IEnumerable<(BoardDeal Deal, DealMove Move)> moved, CurrencyRates rates)
    {
        var deals = moved
            .GroupBy(each => each.Deal.Key)
            .Select(each => (each.First().Deal, Money: Size(kind, each.First().Deal, each.Select(pair => pair.Move))))
            .OrderByDescending(each => each.Money is { } money ? rates.Comparable(money).Amount : 0)
            .ThenBy(each => each.Deal.Key.ToString(), StringComparer.Ordinal)
            .ToArray();
        var sums = deals
            .Where(each => each.Money is not null)
            .GroupBy(each => each.Money!.Value.Currency)
            .OrderByDescending(currency => currency.Count())
            .ThenBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => new Money(currency.Sum(each => each.Money!.Value.Amount), currency.Key));
        return new(kind, label, deals.Length, [.. sums], [.. deals.Select(each => Wording.Clean(each.Deal.Name, 40))]);
    }

    /// <summary>How much moved: the difference where the amount itself did, the deal's amount otherwise.</summary>
    private static Money? Size(DealMoveKind kind, BoardDeal deal, IEnumerable<DealMove> moves) =>
        kind is DealMoveKind.AmountGrew or DealMoveKind.AmountShrank
            ? Money.Of(deal with { Amount = moves.Sum(move => Math.Abs(Amount(move.To) - Amount(move.From))) })
            : Money.Of(deal);

    private static decimal Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) < 1_000_000_000_000_000m ? amount : 0;
}

/// <param name="Names">Of the deals, the largest first.</param>
public sealed record MoveRow(DealMoveKind Kind, string Label, int Count, ImmutableArray<Money> Sums, ImmutableArray<string> Names)
{
    public string Amounts => Wording.List([.. Sums.Select(sum => sum.ToString())], shown: 3);

    /// <summary>The largest by name; of what was won or lost at least one.</summary>
    public string Named(int most) => Math.Max(most, Kind is DealMoveKind.Won or DealMoveKind.Lost ? 1 : 0) is > 0 and var shown ? Wording.List(Names, shown) : string.Empty;
}
