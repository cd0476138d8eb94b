using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class CloseDateRulesTests
{
    [Theory]
    [InlineData("2026-11-16", "Etc/UTC", false)] // today is not past
    [InlineData("2026-11-15", "Etc/UTC", true)]
    [InlineData("2026-11-16", "Pacific/Auckland", true)] // there it is the 17th already
    [InlineData("2026-11-15", "Pacific/Honolulu", true)]
    public void A_Close_Date_Is_Past_When_The_Owners_Day_Is_Over(string closeOn, string zone, bool expected)
    {
        var deal = Some.Deal(Some.Noon.AddDays(-9), new() { CloseOn = Clock.On(closeOn) });

        Assert.Equal(expected, CloseDatePassed.Detect(Some.Context(deal, Some.Noon, zone: zone)).Signal is not null);
    }

    [Theory]
    [InlineData("2026-11-09", Severity.Low)]
    [InlineData("2026-11-08", Severity.Medium)]
    [InlineData("2026-10-17", Severity.Medium)]
    [InlineData("2026-10-16", Severity.High)]
    public void A_Passed_Date_Is_Graver_The_Longer_It_Is_Past(string closeOn, Severity expected)
    {
        var deal = Some.Deal(Some.Noon.AddDays(-60), new() { CloseOn = Clock.On(closeOn) });

        Assert.Equal(expected, CloseDatePassed.Detect(Some.Context(deal, Some.Noon)).Signal!.Severity);
    }

    [Fact]
    public void A_Date_That_Was_Never_Told_Is_Unknown_And_A_Cleared_One_Is_None()
    {
        var never = Some.Deal(Some.Noon);
        var cleared = Some.Deal(Some.Noon, new() { CloseOn = new(null) });

        Assert.Equal(RuleOutcome.Unknown, CloseDatePassed.Detect(Some.Context(never, Some.Noon)).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, CloseDatePassed.Detect(Some.Context(cleared, Some.Noon)).Outcome);
    }

    [Theory]
    [InlineData(new[] { "2026-12-01", "2026-12-10" }, false)] // once, and not far
    [InlineData(new[] { "2026-12-01", "2026-12-31" }, false)] // once, by 30 days
    [InlineData(new[] { "2026-12-01", "2027-01-01" }, true)] // once, by 31 days
    [InlineData(new[] { "2026-12-01", "2026-12-02", "2026-12-03" }, true)] // twice
    [InlineData(new[] { "2026-12-01", "2026-11-20", "2026-11-21" }, false)] // pulled in, then pushed once
    [InlineData(new[] { "2026-12-01", "2026-12-01", "2026-12-02" }, false)] // said again is not pushed
    public void Two_Pushes_Or_More_Than_Thirty_Days_Are_Too_Many(string[] dates, bool expected)
    {
        Assert.Equal(expected, Slipped(Some.Noon.AddDays(-30), Some.Noon, dates).Signal is not null);
    }

    [Fact]
    public void A_Push_Is_Forgotten_After_Ninety_Days()
    {
        var first = Some.Noon;
        string[] dates = ["2026-12-01", "2027-06-01"];
        var pushedAt = first.AddDays(1);

        var last = Slipped(first, pushedAt.AddDays(90), dates);

        Assert.NotNull(last.Signal);
        Assert.Equal(pushedAt.AddDays(90).AddTicks(1), last.ChangesAt);
        Assert.Null(Slipped(first, last.ChangesAt, dates).Signal);
    }

    [Fact]
    public void The_Evidence_Says_From_When_To_When()
    {
        var signal = Slipped(Some.Noon.AddDays(-30), Some.Noon, "2026-12-01", "2026-12-15", "2027-01-31").Signal!;

        Assert.Equal("The close date moved out twice, by 61 days in all.", signal.Summary);
        Assert.Contains(new Evidence("Close date", "1 Dec → 31 Jan 2027"), signal.Evidence);
        Assert.Equal(Severity.Medium, signal.Severity);
    }

    private static RuleVerdict Slipped(DateTimeOffset first, DateTimeOffset now, params string[] dates)
    {
        var pushes = dates.Select((date, i) => Some.Changed(first.AddDays(i), new() { CloseOn = Clock.On(date) }, $"push-{i}"));
        return CloseDateSlipped.Detect(Some.Context(Some.Deal(first, null, [.. pushes]), now));
    }
}
