using SalesSignals.Board;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;
using static SalesSignals.Tests.Teams.TeamSamples;

namespace SalesSignals.Tests.Teams;

/// <summary>Q4 has 92 days; on 16 November 46 of them are over, and the pace is 45,000 of 90,000.</summary>
public sealed class QuotaRiskTests
{
    [Theory]
    [InlineData(22_500, null)]
    [InlineData(22_499, Severity.Low)]
    [InlineData(11_250, Severity.Low)]
    [InlineData(11_249, Severity.Medium)]
    public void Half_Of_The_Pace_Is_Too_Little(int won, Severity? expected) =>
        Assert.Equal(expected, QuotaRisk.Detect(Context(Rep, Clock.At("2026-11-16T10:00Z"), Won(won))).Signal?.Severity);

    [Theory]
    [InlineData("2026-10-23T23:59Z", null)] // 22 days of 92
    [InlineData("2026-10-24T00:00Z", Severity.Medium)] // a quarter
    [InlineData("2026-11-16T23:59Z", Severity.Medium)]
    [InlineData("2026-11-17T00:00Z", Severity.High)] // past half
    [InlineData("2026-12-31T23:59Z", Severity.High)]
    [InlineData("2027-01-01T00:00Z", null)]
    public void Nothing_Closed_Is_Grave_Past_Half_Of_The_Quarter(string now, Severity? expected) =>
        Assert.Equal(expected, QuotaRisk.Detect(Context(Rep, Clock.At(now), Open())).Signal?.Severity);

    [Theory]
    [InlineData("Asia/Tokyo", "2026-11-16T15:00Z", Severity.High)]
    [InlineData("America/Los_Angeles", "2026-11-17T07:59Z", Severity.Medium)]
    public void Half_Of_The_Quarter_Is_Where_The_Rep_Is(string zone, string now, Severity expected) =>
        Assert.Equal(expected, QuotaRisk.Detect(Context(Rep with { TimeZone = zone }, Clock.At(now), Open())).Signal?.Severity);

    [Fact]
    public void It_Shows_The_Pace_And_What_Can_Still_Close()
    {
        var signal = QuotaRisk.Detect(Context(Won(10_000), Open(20_000, id: "a"), Open(30_000, id: "b"), Open(40_000, "2027-01-10", "next"), Won(5_000, id: "usd") with { Currency = "USD" })).Signal!;

        Assert.Equal("€10,000 of €90,000 won, 38 days left in Q4 2026.", signal.Summary);
        Assert.Equal("2 deals can still close: choose the likeliest together.", signal.NextAction);
        Assert.Equal<Evidence>(
            [
                new("Won", "€10,000 of €90,000"), new("Where the quarter would have it", "€52,826; 18 % of that is won"),
                new("Can still close", "€50,000 in 2 deals"), new("Not counted", "1 win in other currencies"),
            ],
            signal.Evidence);
    }

    [Fact]
    public void A_Win_In_A_Currency_Whose_Rate_Is_Known_Counts_And_Says_At_Which()
    {
        var rates = new CurrencyRates(new() { Report = "EUR", Rates = new CurrencySettings().Rates.Add("USD", 0.8m), RatesOf = new(2026, 11, 2) });

        var signal = QuotaRisk.Detect(Context(Won(10_000), Won(5_000, id: "usd") with { Currency = "USD" }) with { Rates = rates }).Signal!;

        Assert.Equal("€14,000 of €90,000 won, 38 days left in Q4 2026.", signal.Summary);
        Assert.Equal(new("Converted", "1 USD = 0.8 EUR (rates of 2 Nov 2026)"), signal.Evidence[^1]);
    }

    [Fact]
    public void A_Win_In_Another_Currency_Is_A_Win() => Assert.Equal(Severity.Medium, QuotaRisk.Detect(Context(Won(5_000) with { Currency = "USD" })).Signal!.Severity);

    [Fact]
    public void With_Nothing_Open_There_Is_Still_Something_To_Do() =>
        Assert.Equal("Look together at what could be brought forward.", QuotaRisk.Detect(Context(Open(1, "2027-01-10"))).Signal!.NextAction);

    [Fact]
    public void Without_A_Quota_There_Is_No_Pace()
    {
        Assert.Equal(RuleOutcome.NotApplicable, QuotaRisk.Detect(Context(Rep with { QuarterlyQuota = null }, Now, Open())).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, QuotaRisk.Detect(Context(Rep with { QuarterlyQuota = decimal.MaxValue }, Now, Open())).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, QuotaRisk.Detect(Context(Rep with { IsActive = false }, Now, Open())).Outcome);
    }

    [Fact]
    public void What_Is_Quiet_Says_How_Near_It_Is() => Assert.Equal(
        "Won 57 % of what the quarter so far would have; below 50 % is a risk.", QuotaRisk.Detect(Context(Won())).Explain());
}
