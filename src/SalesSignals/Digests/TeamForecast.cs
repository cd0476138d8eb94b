using System.Collections.Immutable;
using SalesSignals.Calendars;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Teams;

namespace SalesSignals.Digests;

/// <summary>Where a team stands in the quarter: one line a currency, that of the quota first.</summary>
/// <param name="OpenPipeline">All open deals whatever their close date, the currency of most deals first.</param>
/// <param name="Unpriced">Open deals that close in the quarter and have no amount: nobody can forecast those.</param>
public sealed record TeamForecast(Quarter Quarter, ImmutableArray<ForecastLine> Lines, ImmutableArray<Money> OpenPipeline, int Unpriced)
{
    public ForecastLine? Main => Lines.IsEmpty ? null : Lines[0];

    public static TeamForecast Compose(Person manager, IReadOnlyList<TeamMember> team, Quarter quarter)
    {
        ArgumentNullException.ThrowIfNull(manager);
        var open = team.SelectMany(member => member.Deals)
            .Where(deal => deal.IsForecast() && deal.CloseOn is { } on && quarter.Contains(on))
            .ToArray();
        var won = team
            .SelectMany(member => member.Deals.Where(deal => IsWonIn(deal, quarter, manager.TimeZone)))
            .ToArray();
        var pieces = open.Select(deal => (Money: Money.Of(deal), Category: Categorise(deal)))
            .Concat(won.Select(deal => (Money: Money.Of(deal), Category: Category.Won)))
            .Where(piece => piece.Money is not null)
            .Select(piece => (piece.Money!.Value, piece.Category))
            .ToArray();
        return new(quarter, ByCurrency(pieces, Quotas(manager, team, pieces)), OpenPipelineOf(team), open.Count(deal => Money.Of(deal) is null));
    }

    /// <summary>A deal counts as won in the quarter in which it was closed on its manager's calendar.</summary>
    public static bool IsWonIn(BoardDeal deal, Quarter quarter, string timeZone)
    {
        ArgumentNullException.ThrowIfNull(deal);
        var on = deal.ClosedAt is { } at ? LocalMoment.Of(at, timeZone).Date : deal.CloseOn;
        return deal.Status == DealStatus.Won && on is { } day && quarter.Contains(day);
    }

    private static ImmutableArray<ForecastLine> ByCurrency((Money Money, Category Category)[] pieces, Dictionary<string, decimal> quotas)
    {
        decimal Sum(string currency, Category category) =>
            pieces.Where(piece => piece.Money.Currency == currency && piece.Category == category).Sum(piece => piece.Money.Amount);

        return
        [
            .. pieces.Select(piece => piece.Money.Currency).Concat(quotas.Keys)
                .GroupBy(currency => currency)
                .OrderByDescending(currency => quotas.GetValueOrDefault(currency.Key) > 0)
                .ThenByDescending(currency => currency.Count())
                .ThenBy(currency => currency.Key, StringComparer.Ordinal)
                .Select(currency => new ForecastLine
                {
                    Currency = currency.Key,
                    Quota = quotas.TryGetValue(currency.Key, out var quota) && quota > 0 ? quota : null,
                    Won = Sum(currency.Key, Category.Won),
                    Commit = Sum(currency.Key, Category.Commit),
                    BestCase = Sum(currency.Key, Category.BestCase),
                    Pipeline = Sum(currency.Key, Category.Pipeline),
                }),
        ];
    }

    private static ImmutableArray<Money> OpenPipelineOf(IReadOnlyList<TeamMember> team) =>
    [
        .. team.SelectMany(member => member.Deals)
            .Where(deal => deal.Status == DealStatus.Open)
            .Select(Money.Of)
            .OfType<Money>()
            .GroupBy(money => money.Currency)
            .OrderByDescending(currency => currency.Count())
            .ThenBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => new Money(currency.Sum(money => money.Amount), currency.Key)),
    ];

    /// <summary>
    /// The reps' quotas; the manager's own stands for the team where no rep has one, since a manager's is what their team is to close.
    /// Without a currency it is in that of most deals.
    /// </summary>
    private static Dictionary<string, decimal> Quotas(Person manager, IReadOnlyList<TeamMember> team, (Money Money, Category Category)[] pieces)
    {
        var usual = pieces.GroupBy(piece => piece.Money.Currency).OrderByDescending(deals => deals.Count()).FirstOrDefault()?.Key ?? string.Empty;
        var bearers = team.Select(member => member.Person).Where(person => person is { Role: PersonRole.Rep, IsActive: true, QuarterlyQuota: > 0 }).ToArray();
        return (bearers.Length > 0 ? bearers : [manager])
            .Where(person => person.QuarterlyQuota > 0)
            .GroupBy(person => person.QuotaCurrency is { Length: > 0 } currency ? Money.Code(currency) : usual)
            .ToDictionary(quota => quota.Key, quota => quota.Sum(person => person.QuarterlyQuota ?? 0));
    }

    private static Category Categorise(BoardDeal deal) => ForecastClasses.Of(deal) switch
    {
        ForecastClass.Commit => Category.Commit,
        ForecastClass.BestCase => Category.BestCase,
        _ => Category.Pipeline,
    };

    private enum Category
    {
        Won,
        Commit,
        BestCase,
        Pipeline,
    }
}
