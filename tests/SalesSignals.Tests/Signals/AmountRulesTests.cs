using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>The rules about amounts: dropped, and unusual.</summary>
public class AmountRulesTests
{
    [Theory]
    [InlineData(9_601, null)]
    [InlineData(9_600, Severity.Low)]
    [InlineData(8_401, Severity.Low)]
    [InlineData(8_400, Severity.Medium)]
    [InlineData(6_001, Severity.Medium)]
    [InlineData(6_000, Severity.High)]
    [InlineData(0, Severity.High)]
    [InlineData(12_001, null)]
    public void A_Fifth_Less_Is_A_Drop(int amount, Severity? expected)
    {
        Assert.Equal(expected, Dropped(Amounts((1, amount)), 2).Signal?.Severity);
    }

    [Fact]
    public void A_Percentage_That_Is_Just_Met_Is_Met()
    {
        var rules = new RuleSettings { AmountDropped = new() { DropPercent = 29 } };

        Assert.Equal("The amount fell by 29 %, from 12,000 EUR to 8,520 EUR.", AmountDropped.Detect(Some.Context(Amounts((1, 8_520)), Some.Noon.AddDays(2), rules)).Signal!.Summary);
    }

    [Fact]
    public void A_Drop_Counts_For_Thirty_Calendar_Days_Whatever_The_Clocks_Do()
    {
        Assert.Equal("Low | Thu 17 Dec 12:00 -", Course.Of(AmountDropped.Detect, Amounts((1, 9_000)), Some.Noon.AddDays(1), "2027-01-01"));

        var october = Some.Deal(Clock.At("2026-10-01T10:00Z"), null, Some.Changed(Clock.At("2026-10-20T10:00Z"), new() { Amount = Told.Of<decimal?>(9_000) }, "less"));
        Assert.Equal("Low | Thu 19 Nov 10:00 -", Course.Of(AmountDropped.Detect, october, Clock.At("2026-10-20T10:00Z"), "2026-12-01", new() { Zone = "Europe/London" }));
    }

    [Fact]
    public void The_Highest_Of_The_Window_Is_What_It_Fell_From()
    {
        Assert.Equal("The amount fell by 50 %, from 18,000 EUR to 9,000 EUR.", Dropped(Amounts((1, 18_000), (2, 10_000), (3, 9_000)), 4).Signal!.Summary);
        Assert.Equal("High | Fri 18 Dec 12:00 -", Course.Of(AmountDropped.Detect, Amounts((1, 18_000), (2, 10_000), (3, 9_000)), Some.Noon.AddDays(3), "2027-02-01"));
        Assert.Null(Dropped(Amounts((1, 9_000), (2, 12_000)), 4).Signal);
    }

    [Fact]
    public void An_Amount_That_Was_Cleared_Or_Never_Told_Is_None()
    {
        var untold = Some.DealFrom([Some.Changed(Some.Noon, new() { Stage = "proposal" })]);

        Assert.Equal(RuleOutcome.NotApplicable, Dropped(Amounts((1, null)), 2).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, Dropped(untold, 2).Outcome);
        Assert.Equal("The amount fell by 25 %, from 12,000 EUR to 9,000 EUR.", Dropped(Amounts((1, null), (2, 9_000)), 3).Signal!.Summary);
    }

    [Fact]
    public void The_Evidence_Shows_From_What_To_What_And_When()
    {
        var signal = Dropped(Amounts((1, 9_000)), 2).Signal!;
        var nameless = Dropped(Some.Deal(Some.Noon, new() { Currency = Told.Of<string>(null) }, Some.Changed(Some.Noon.AddDays(1), new() { Amount = Told.Of<decimal?>(9_000.5m) }, "less")), 2).Signal!;

        Assert.Equal<Evidence>([new("Amount", "12,000 EUR → 9,000 EUR"), new("On", "17 Nov"), new("Down by", "25 %")], signal.Evidence);
        Assert.Equal("20 % in 30 days", signal.Threshold);
        Assert.Equal("The amount fell by 24 %, from 12,000 to 9,000.5.", nameless.Summary);
    }

    [Theory]
    [InlineData(30_000, null)]
    [InlineData(30_001, Severity.Low)]
    [InlineData(44_999, Severity.Low)]
    [InlineData(45_000, Severity.Medium)]
    [InlineData(75_000, Severity.High)]
    public void More_Than_Three_Times_The_Usual_Is_Unusual(int amount, Severity? expected)
    {
        Assert.Equal(expected, Unusual(new() { Amount = Told.Of<decimal?>(amount) }, Won(20)).Signal?.Severity);
    }

    [Fact]
    public void Without_Enough_Wins_In_The_Currency_An_Owner_Or_An_Amount_There_Is_No_Answer()
    {
        var fields = new DealFields { Amount = Told.Of<decimal?>(90_000) };

        Assert.Equal(RuleOutcome.Unknown, Unusual(fields, Won(19)).Outcome);
        Assert.Equal(RuleOutcome.Unknown, Unusual(fields with { Currency = "USD" }, Won(20)).Outcome);
        Assert.Equal(RuleOutcome.Unknown, UnusualAmount.Detect(Some.Context(Some.Deal(Some.Noon, fields), Some.Noon, baselines: Won(20))).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, Unusual(fields with { Currency = Told.Of<string>(null) }, Won(20)).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, Unusual(fields with { Amount = Told.Of<decimal?>(null) }, Won(20)).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, Unusual(fields with { Amount = Told.Of<decimal?>(0) }, Won(20)).Outcome);
    }

    [Fact]
    public void The_Evidence_Says_What_Is_Usual_And_From_How_Many_Deals()
    {
        var signal = Unusual(new() { Amount = Told.Of<decimal?>(90_000) }, Won(20)).Signal!;

        Assert.Equal("90,000 EUR is far more than nearly all deals that its owner has won.", signal.Summary);
        Assert.Equal<Evidence>([new("Amount", "90,000 EUR"), new("Nine of ten won deals", "up to 10,000 EUR"), new("Won deals learned from", "20 deals")], signal.Evidence);
        Assert.Equal("3 times 10,000 EUR", signal.Threshold);
    }

    [Fact]
    public void An_Amount_Does_Not_Change_By_Time()
    {
        var deal = Some.Deal(Some.Noon, new() { Amount = Told.Of<decimal?>(90_000) });

        Assert.Equal("High", Course.Of(UnusualAmount.Detect, deal, Some.Noon, "2027-01-20", new() { Owner = Some.Ana(), Baselines = Won(20) }));
    }

    private static Baselines Won(int deals) => new(new("1", [], [new("ana", "EUR", deals, 10_000)]));

    /// <summary>12,000 EUR, and then so much so many days later.</summary>
    private static DealSnapshot Amounts(params (int Day, decimal? Amount)[] told) => Some.Deal(
        Some.Noon, null, [.. told.Select(change => Some.Changed(Some.Noon.AddDays(change.Day), new() { Amount = Told.Of(change.Amount) }, $"change{change.Day}"))]);

    private static RuleVerdict Dropped(DealSnapshot deal, int day) => AmountDropped.Detect(Some.Context(deal, Some.Noon.AddDays(day)));

    private static RuleVerdict Unusual(DealFields fields, Baselines baselines) =>
        UnusualAmount.Detect(Some.Context(Some.Deal(Some.Noon, fields), Some.Noon.AddDays(1), owner: Some.Ana(), baselines: baselines));
}
