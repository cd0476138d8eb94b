using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>All that a rule over a rep may know.</summary>
public sealed record RepContext
{
    public required Person Rep { get; init; }

    /// <summary>What the board has of theirs.</summary>
    public required IReadOnlyList<BoardDeal> Deals { get; init; }

    /// <summary>As they hold for the rep's team.</summary>
    public required RuleSettings Settings { get; init; }

    /// <summary>The rep's.</summary>
    public required WorkCalendar Calendar { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What they forecast in quarters before, the newest first.</summary>
    public ImmutableArray<QuarterForecast> Forecasts { get; init; } = [];

    /// <summary>What amounts in other currencies are worth.</summary>
    public CurrencyRates Rates { get; init; } = CurrencyRates.None;

    public DateOnly Today => Calendar.DayOf(Now);

    /// <summary>The quarter it is on the rep's calendar.</summary>
    public Quarter Quarter => Quarter.Of(Today);

    public Quarter NextQuarter => Quarter.Of(Quarter.EndsOn.AddDays(1));

    /// <summary>Null without one, and where it can only be a slip of the finger.</summary>
    public decimal? Quota => Rep.QuarterlyQuota is > 0 and < Money.Believable ? Rep.QuarterlyQuota : null;

    /// <summary>That of the quota; where nobody has said, that of most of their deals.</summary>
    public string Currency => Rep.QuotaCurrency is { Length: > 0 } told
        ? Money.Code(told)
        : Deals
            .Select(Money.Of)
            .OfType<Money>()
            .GroupBy(money => money.Currency, StringComparer.Ordinal)
            .OrderByDescending(deals => deals.Count())
            .ThenBy(deals => deals.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key ?? "";

    /// <summary>What they won in a quarter of their own calendar, in whatever currency.</summary>
    public IEnumerable<BoardDeal> WonIn(Quarter quarter) => Deals.Where(deal =>
        deal.Status == DealStatus.Won
        && (deal.ClosedAt is { } at ? Calendar.DayOf(at) : deal.CloseOn) is { } day
        && quarter.Contains(day));

    /// <summary>What is open and to close in a quarter.</summary>
    public IEnumerable<BoardDeal> OpenIn(Quarter quarter) => Deals.Where(deal => deal.IsForecast() && deal.CloseOn is { } day && quarter.Contains(day));

    /// <summary>The deals' amounts in <see cref="Currency"/>; those of a currency without a rate cannot be added to them.</summary>
    public Money Sum(IEnumerable<BoardDeal> deals) => SumAndCount(deals).Sum;

    /// <summary>Also how many of the deals are in the sum: <c>€60,000 in 4 deals</c>.</summary>
    internal string Describe(IEnumerable<BoardDeal> deals)
    {
        var (sum, count) = SumAndCount(deals);
        return $"{sum} in {Phrase.Count(count, "deal")}";
    }

    private (Money Sum, int Count) SumAndCount(IEnumerable<BoardDeal> deals)
    {
        var currency = Currency;
        var counted = deals.Select(Money.Of).OfType<Money>().Select(money => Rates.In(currency, money)).OfType<Money>().ToList();
        return (new(counted.Sum(money => money.Amount), currency), counted.Count);
    }

    /// <summary>How many of the deals have an amount that nobody can add to the others.</summary>
    internal int Foreign(IEnumerable<BoardDeal> deals)
    {
        var currency = Currency;
        return deals.Count(deal => Money.Of(deal) is { } money && Rates.In(currency, money) is null);
    }

    /// <summary>By which rates amounts of some deals were brought into <see cref="Currency"/>; none where nothing was converted.</summary>
    internal IEnumerable<Evidence> Converted(IEnumerable<BoardDeal> deals) =>
        Rates.Describe(deals.Select(Money.Of).OfType<Money>().Select(money => money.Currency), Currency) is { } rates ? [new("Converted", rates)] : [];

    /// <summary>The start of the rep's next day: nothing that counts in days changes before.</summary>
    public DateTimeOffset Tomorrow => LocalDay.NextStartsAfter(Now, Calendar.Zone);

    /// <summary>Why a rule about what a rep sells does not look at this person; null where it does.</summary>
    public RuleVerdict? Skip(bool enabled) => !enabled ? RuleVerdict.NotApplicable("The rule is switched off.")
        : !Rep.IsActive ? RuleVerdict.NotApplicable("They have left.")
        : Rep.Role != PersonRole.Rep ? RuleVerdict.NotApplicable("It is about reps: what a manager is to close, their team closes.")
        : Rep.OwnerKeys.IsEmpty && Deals.Count == 0 ? RuleVerdict.Unknown("The directory does not say who they are in the CRM.")
        : null;
}
