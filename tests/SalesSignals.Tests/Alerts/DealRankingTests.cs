using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Settings;
using SalesSignals.Signals;
using static SalesSignals.Tests.Alerts.AlertSamples;

namespace SalesSignals.Tests.Alerts;

public class DealRankingTests
{
    [Fact]
    public void Severity_Leads_Then_What_To_Expect_Of_The_Deal() => Assert.Equal(
        ["high", "likely", "large", "small"],
        Rank(
            (Deal("small") with { Amount = 100 }, Severity.Medium),
            (Deal("large") with { Amount = 90_000, Probability = 0.1 }, Severity.Medium),
            (Deal("likely") with { Amount = 20_000, Probability = 0.9 }, Severity.Medium),
            (Deal("high") with { Amount = 1 }, Severity.High)));

    [Fact]
    public void Currencies_Take_Turns_Instead_Of_Being_Compared_By_Number() => Assert.Equal(
        ["e1", "y1", "e2", "y2", "e3"],
        Rank(
            (Deal("y1") with { Amount = 9_000_000, Currency = "JPY" }, Severity.High),
            (Deal("y2") with { Amount = 8_000_000, Currency = "jpy" }, Severity.High),
            (Deal("e1") with { Amount = 30_000 }, Severity.High),
            (Deal("e2") with { Amount = 20_000 }, Severity.High),
            (Deal("e3") with { Amount = 10_000 }, Severity.High)));

    [Fact]
    public void Currencies_Whose_Rates_Are_Known_Are_Compared()
    {
        var rates = new CurrencyRates(new() { Report = "EUR", Rates = new CurrencySettings().Rates.Add("JPY", 0.006m) });
        BoardDeal[] deals = [Deal("yen") with { Amount = 4_000_000, Currency = "JPY" }, Deal("small") with { Amount = 20_000 }, Deal("large") with { Amount = 30_000 }];

        var ranked = DealRanking.WorstFirst(deals, deal => deal, _ => Severity.High, rates);

        Assert.Equal(["large", "yen", "small"], ranked.Select(deal => deal.Key.Id));
    }

    [Fact]
    public void Unknown_Amounts_Come_Last_Within_Their_Severity_And_Ties_Go_By_Key() => Assert.Equal(
        ["known", "a", "b", "low"],
        Rank(
            (Deal("b") with { Amount = null }, Severity.High),
            (Deal("a") with { Amount = null, Currency = null }, Severity.High),
            (Deal("low"), Severity.Low),
            (Deal("known") with { Amount = 1, Probability = 0 }, Severity.High)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    [InlineData(2)]
    public void Impossible_Probability_Counts_For_Nothing(double probability) =>
        Assert.Equal(0, DealRanking.Expected(Deal() with { Probability = probability }));

    [Fact]
    public void Unbelievable_Amount_Counts_For_Nothing() => Assert.Equal(0, DealRanking.Expected(Deal() with { Amount = decimal.MaxValue }));

    private static string[] Rank(params (BoardDeal Deal, Severity Severity)[] deals)
    {
        var ranked = DealRanking.WorstFirst(deals, pair => pair.Deal, pair => pair.Severity).Select(pair => pair.Deal.Key.Id).ToArray();
        var backwards = DealRanking.WorstFirst(deals.Reverse(), pair => pair.Deal, pair => pair.Severity).Select(pair => pair.Deal.Key.Id);
        Assert.Equal(ranked, backwards);
        return ranked;
    }
}
