using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Digests;

/// <summary>Where a team stands in the quarter: one line a currency, that of the quota first.</summary>
/// <param name="OpenPipeline">All open deals whatever their close date, the currency of most deals first.</param>
/// <param name="Unpriced">Open deals that close in the quarter and have no amount: nobody can forecast those.</param>
public sealed record TeamForecast(Quarter Quarter, ImmutableArray<ForecastLine> Lines, ImmutableArray<Money> OpenPipeline, int Unpriced)
{
    public ForecastLine? Main => Lines.IsEmpty ? null : Lines[0];

    /// <summary>The currency that all amounts with a known rate were brought into; null where each stands in its own.</summary>
    public string? Common { get; init; }

    /// <summary>By which rates sums of several currencies were made: <c>1 CHF = 1.05 EUR (rates of 2 Nov 2026)</c>; null where each stands apart.</summary>
    public string? Rates { get; init; }

    public static TeamForecast Compose(Person manager, IReadOnlyList<TeamMember> team, Quarter quarter, CurrencyRates? rates = null) =>
        Compose(manager, team, quarter, ForecastPiece.Of(manager, team, quarter), rates ?? CurrencyRates.None);

    /// <summary>A forecast of pieces, as they are or as they were; the quotas are today's.</summary>
    /// <param name="into">The currency to bring amounts into where that is settled elsewhere.</param>
    public static TeamForecast Compose(
        Person manager, IReadOnlyList<TeamMember> team, Quarter quarter, ImmutableArray<ForecastPiece> pieces, CurrencyRates rates, string? into = null)
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(rates);
        var priced = pieces.Where(piece => piece.Money is not null).Select(piece => (Money: piece.Money!.Value, piece.Part)).ToArray();
        var quotas = Quotas(manager, team, priced);
        var open = OpenOf(team);
        var told = priced.Select(piece => piece.Money).Concat(open).Select(money => money.Currency).ToArray();
        var common = into ?? rates.CommonOf(quotas.Select(quota => quota.Currency), told);
        Money Common(Money money) => common is null ? money : rates.In(common, money) ?? money;

        return new(
            quarter,
            ByCurrency([.. priced.Select(piece => (Common(piece.Money), piece.Part))], SumsOf(quotas.Select(Common)).ToDictionary(sum => sum.Currency, sum => sum.Amount)),
            SumsOf(open.Select(Common)),
            pieces.Count(piece => piece.Money is null && piece.Part is not ForecastPart.Won))
        {
            Common = common,
            Rates = common is null ? null : rates.Describe(told.Concat(quotas.Select(quota => quota.Currency)), common),
        };
    }

    /// <summary>A deal counts as won in the quarter in which it was closed on its manager's calendar.</summary>
    public static bool IsWonIn(BoardDeal deal, Quarter quarter, string timeZone)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return deal.Status == DealStatus.Won && ForecastPiece.WonOn(deal, timeZone) is { } day && quarter.Contains(day);
    }

    private static ImmutableArray<ForecastLine> ByCurrency((Money Money, ForecastPart Part)[] pieces, Dictionary<string, decimal> quotas)
    {
        decimal Sum(string currency, ForecastPart part) =>
            pieces.Where(piece => piece.Money.Currency == currency && piece.Part == part).Sum(piece => piece.Money.Amount);

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
                    Won = Sum(currency.Key, ForecastPart.Won),
                    Commit = Sum(currency.Key, ForecastPart.Commit),
                    BestCase = Sum(currency.Key, ForecastPart.BestCase),
                    Pipeline = Sum(currency.Key, ForecastPart.Pipeline),
                }),
        ];
    }

    private static Money[] OpenOf(IReadOnlyList<TeamMember> team) =>
        [.. team.SelectMany(member => member.Deals).Where(deal => deal.Status == DealStatus.Open).Select(Money.Of).OfType<Money>()];

    /// <summary>One sum a currency, that of most amounts first.</summary>
    public static ImmutableArray<Money> SumsOf(IEnumerable<Money> amounts) =>
    [
        .. amounts
            .GroupBy(money => money.Currency)
            .OrderByDescending(currency => currency.Count())
            .ThenBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => new Money(currency.Sum(money => money.Amount), currency.Key)),
    ];

    /// <summary>
    /// The reps' quotas; the manager's own stands for the team where no rep has one, since a manager's is what their team is to close.
    /// Without a currency it is in that of most deals.
    /// </summary>
    private static Money[] Quotas(Person manager, IReadOnlyList<TeamMember> team, (Money Money, ForecastPart Part)[] pieces)
    {
        var usual = pieces.GroupBy(piece => piece.Money.Currency).OrderByDescending(deals => deals.Count()).FirstOrDefault()?.Key ?? string.Empty;
        var bearers = team.Select(member => member.Person).Where(person => person is { Role: PersonRole.Rep, IsActive: true, QuarterlyQuota: > 0 }).ToArray();
        return
        [
            .. (bearers.Length > 0 ? bearers : [manager])
                .Where(person => person.QuarterlyQuota > 0)
                .Select(person => new Money(person.QuarterlyQuota ?? 0, person.QuotaCurrency is { Length: > 0 } currency ? Money.Code(currency) : usual)),
        ];
    }
}
