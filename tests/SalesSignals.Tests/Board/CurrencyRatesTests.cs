using SalesSignals.Board;
using SalesSignals.Settings;

namespace SalesSignals.Tests.Board;

public sealed class CurrencyRatesTests
{
    private static readonly CurrencyRates Rates = new(new()
    {
        Report = "EUR",
        Rates = SalesSettings.Default.Currencies.Rates.Add("CHF", 1.05m).Add("usd", 0.8m).Add("JPY", 0.006123456m),
        RatesOf = new(2026, 11, 2),
    });

    [Theory]
    [InlineData("CHF", "EUR", 105)]
    [InlineData("EUR", "USD", 125)]
    [InlineData("CHF", "USD", 131.25)]
    [InlineData("GBP", "GBP", 100)]
    public void An_Amount_Is_Converted_By_Way_Of_The_Report_Currency(string from, string to, decimal expected) =>
        Assert.Equal(new Money(expected, to), Rates.In(to, new(100, from)));

    [Theory]
    [InlineData("GBP", "EUR")]
    [InlineData("EUR", "GBP")]
    [InlineData("", "EUR")]
    public void Without_A_Rate_Nothing_Is_Guessed(string from, string to) => Assert.Null(Rates.In(to, new(100, from)));

    [Fact]
    public void Several_Currencies_Are_Told_In_That_Of_The_Quotas_Or_In_The_Report_Currency()
    {
        Assert.Equal("CHF", Rates.CommonOf(["CHF"], ["EUR"]));
        Assert.Equal("EUR", Rates.CommonOf(["CHF", "USD"], []));
        Assert.Equal("EUR", Rates.CommonOf([], ["CHF", "USD"]));
    }

    [Fact]
    public void One_Currency_Alone_Stays_What_It_Is()
    {
        Assert.Null(Rates.CommonOf([], ["CHF", "CHF"]));
        Assert.Null(Rates.CommonOf(["CHF"], ["CHF"]));
        Assert.Null(CurrencyRates.None.CommonOf(["CHF"], ["EUR"]));
    }

    [Fact]
    public void What_Was_Converted_Is_Told_With_The_Rate_And_Its_Day()
    {
        Assert.Equal("1 CHF = 1.05 EUR, 1 JPY = 0.006123 EUR (rates of 2 Nov 2026)", Rates.Describe(["JPY", "CHF", "EUR", "GBP"], "EUR"));
        Assert.Equal("1 USD = 0.7619 CHF (rates of 2 Nov 2026)", Rates.Describe(["USD"], "CHF"));
        Assert.Null(Rates.Describe(["GBP", "EUR"], "EUR"));
    }

    [Fact]
    public void Settings_Say_What_A_Rate_May_Be()
    {
        var reading = SettingsDocument.Read("""{ "currencies": { "report": "euro", "rates": { "CHF": 0, "chf": 1, "euro": 1, "USD": "one" } } }""");

        Assert.Equal(
            [
                "currencies.rates.USD: must be a number; it is \"one\"",
                "currencies.report: must be a currency's code of three letters, such as EUR; it is \"euro\"",
                "currencies.ratesOf: must be the day that the rates are of, such as \"2026-11-02\"",
                "currencies.rates.chf: must be there once",
                "currencies.rates.CHF: must be there once",
                "currencies.rates.CHF: must be 0.000001 to 1000000; it is 0",
                "currencies.rates.euro: must be a currency's code of three letters, such as CHF",
            ],
            reading.Problems.Select(problem => $"{problem.Path}: {problem.Message}"));
        Assert.Contains("must name the currency", Assert.Single(SettingsDocument.Read("""{ "currencies": { "rates": { "CHF": 1 }, "ratesOf": "2026-11-02" } }""").Problems).Message, StringComparison.Ordinal);
        Assert.Equal(1.05m, SettingsDocument.Read("""{ "currencies": { "report": "EUR", "rates": { "CHF": 1.05 }, "ratesOf": "2026-11-02" } }""").Settings!.Currencies.Rates["CHF"]);
    }
}
