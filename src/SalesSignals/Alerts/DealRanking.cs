using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Signals;

namespace SalesSignals.Alerts;

/// <summary>
/// Which deal to look at first. Severity leads; within a severity the expected amount (amount times probability). 100,000 JPY is not
/// more than 20,000 EUR: amounts compete in the report currency where settings know the rate. Where they do not, amounts compete
/// within their currency, and the currencies take turns.
/// </summary>
public static class DealRanking
{
    public static ImmutableArray<T> WorstFirst<T>(IEnumerable<T> items, Func<T, BoardDeal> dealOf, Func<T, Severity> severityOf, CurrencyRates? rates = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        Money? Worth(T item) => Money.Of(dealOf(item)) is { } money ? rates?.Comparable(money) ?? money : null;
        return
        [
            .. items
                .GroupBy(item => (Severity: severityOf(item), Worth(item)?.Currency))
                .SelectMany(peers => peers
                    .OrderByDescending(item => Expected(dealOf(item), Worth(item)))
                    .ThenByDescending(item => Worth(item)?.Amount)
                    .ThenBy(item => dealOf(item).Key.ToString(), StringComparer.Ordinal)
                    .Select((item, place) => (Item: item, Place: dealOf(item).Amount > 0 ? place : int.MaxValue, peers.Key, Peers: peers.Count())))
                .OrderByDescending(ranked => ranked.Key.Severity)
                .ThenBy(ranked => ranked.Place)
                .ThenByDescending(ranked => ranked.Peers)
                .ThenBy(ranked => ranked.Key.Currency, StringComparer.Ordinal)
                .ThenBy(ranked => dealOf(ranked.Item).Key.ToString(), StringComparer.Ordinal)
                .Select(ranked => ranked.Item),
        ];
    }

    /// <summary>What to expect of a deal; zero where nobody knows.</summary>
    public static decimal Expected(BoardDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return Expected(deal, Money.Of(deal));
    }

    private static decimal Expected(BoardDeal deal, Money? worth) =>
        deal.Probability is > 0 and <= 1 ? (worth?.Amount ?? 0) * (decimal)deal.Probability : 0;
}
