using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Signals;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;
using static SalesSignals.Tests.Teams.TeamSamples;

namespace SalesSignals.Tests.Teams;

public sealed class PipelineDroughtTests
{
    /// <summary>A Monday, 12:00.</summary>
    private static readonly BoardDeal Newest = Open() with { CreatedAt = Clock.At("2026-11-02T12:00Z") };

    [Theory]
    [InlineData("2026-11-23T11:59Z", null)]
    [InlineData("2026-11-23T12:00Z", Severity.Low)] // 15 days
    [InlineData("2026-12-02T15:59Z", Severity.Low)]
    [InlineData("2026-12-02T16:00Z", Severity.Medium)] // 22.5
    [InlineData("2026-12-23T16:00Z", Severity.High)] // 37.5
    public void Fifteen_Working_Days_Without_A_New_Deal_Are_A_Drought(string now, Severity? expected) =>
        Assert.Equal(expected, PipelineDrought.Detect(Context(Rep, Clock.At(now), Newest)).Signal?.Severity);

    [Fact]
    public void It_Says_When_It_Fires_By_Time_Alone()
    {
        var verdict = PipelineDrought.Detect(Context(Rep, Clock.At("2026-11-16T09:30Z"), Newest));

        Assert.Equal(Clock.At("2026-11-23T12:00Z"), verdict.ChangesAt);
        Assert.Equal("9.7 of 15 allowed working days without a new deal.", verdict.Explain());
    }

    [Fact]
    public void It_Shows_The_Last_New_Deal()
    {
        var signal = PipelineDrought.Detect(Context(Rep, Clock.At("2026-11-27T12:00Z"), Newest, Newest with { CreatedAt = Clock.At("2026-10-02T12:00Z") })).Signal!;

        Assert.Equal("No new deal for 19 working days; the last one came on 2 Nov.", signal.Summary);
        Assert.Equal<Evidence>([new("Last new deal", "Deal open, 2 Nov"), new("Since then", "19 working days")], signal.Evidence);
    }

    [Theory]
    [InlineData("2026-11-27T11:59Z", RuleOutcome.Quiet)]
    [InlineData("2026-11-27T12:00Z", RuleOutcome.Fired)] // four days later
    public void Leave_Does_Not_Count(string now, RuleOutcome expected)
    {
        var rep = Rep with { Leave = [new(new(2026, 11, 6), new(2026, 11, 11))] };

        Assert.Equal(expected, PipelineDrought.Detect(Context(rep, Clock.At(now), Newest)).Outcome);
    }

    [Fact]
    public void Nobody_Is_Asked_For_Deals_While_Away()
    {
        var rep = Rep with { Leave = [new(new(2026, 12, 1), new(2026, 12, 31))] };

        Assert.Equal(RuleOutcome.Fired, PipelineDrought.Detect(Context(rep, Clock.At("2026-11-30T12:00Z"), Newest)).Outcome);
        Assert.Equal("They are on leave.", PipelineDrought.Detect(Context(rep, Clock.At("2026-12-01T12:00Z"), Newest)).Explain());
    }

    [Fact]
    public void Somebody_New_Has_No_Deals_Yet()
    {
        var verdict = PipelineDrought.Detect(Context());

        Assert.Equal("No deals yet.", verdict.Explain());
        Assert.Contains(new Evidence("In the CRM", "crm:7"), verdict.Signal!.Evidence);
        Assert.Equal(RuleOutcome.Unknown, PipelineDrought.Detect(Context(Open() with { CreatedAt = null })).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, PipelineDrought.Detect(Context(Rep with { IsActive = false }, Now)).Outcome);
    }
}
