using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Signals;

namespace SalesSignals.Alerts;

/// <summary>
/// Which deal to look at first. Severity leads; within a severity the expected amount (amount times probability). 100,000 JPY is not
/// more than 20,000 EUR, and we know no rates: so amounts compete within their currency, and the currencies take turns.
/// </summary>
public static class DealRanking
{
    public static ImmutableArray<T> WorstFirst<T>(IEnumerable<T> items, Func<T, BoardDeal> dealOf, Func<T, Severity> severityOf)
    {
        ArgumentNullException.ThrowIfNull(items);
        return
        [
            .. items
                .GroupBy(item => (Severity: severityOf(item), Money.Of(dealOf(item))?.Currency))
                .SelectMany(peers => peers
                    .OrderByDescending(item => Expected(dealOf(item)))
                    .ThenByDescending(item => dealOf(item).Amount)
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
        return deal.Probability is > 0 and <= 1 ? (Money.Of(deal)?.Amount ?? 0) * (decimal)deal.Probability : 0;
    }
}
