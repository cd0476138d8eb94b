using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class NoNextStepTests
{
    [Theory]
    [InlineData("qualified", true)]
    [InlineData("negotiation", true)]
    [InlineData("lead", false)] // not mapped: not yet qualified
    public void From_Qualified_On_Something_Must_Be_Planned(string stage, bool expected)
    {
        Assert.Equal(expected, Detect(new() { Stage = stage }).Signal is not null);
    }

    [Fact]
    public void A_Task_To_Come_Is_A_Next_Step_Until_It_Is_Due()
    {
        var dueAt = Some.Noon.AddDays(2);
        var deal = Some.Deal(Some.Noon.AddDays(-5), null, Some.Logged(Some.Noon.AddDays(-5), Some.Task(dueAt)));

        var before = NoNextStep.Detect(Some.Context(deal, dueAt.AddTicks(-1)));
        var after = NoNextStep.Detect(Some.Context(deal, dueAt));

        Assert.Null(before.Signal);
        Assert.Equal(dueAt, before.ChangesAt);
        Assert.NotNull(after.Signal);
    }

    [Fact]
    public void A_Cancelled_Meeting_Is_No_Next_Step()
    {
        var deal = Some.Deal(Some.Noon.AddDays(-5), null, Some.Logged(Some.Noon, Some.Meeting(Some.Noon.AddDays(3), ActivityStatus.Cancelled)));

        Assert.NotNull(NoNextStep.Detect(Some.Context(deal, Some.Noon)).Signal);
    }

    [Fact]
    public void A_Grace_Period_Can_Be_Set()
    {
        var deal = Some.Deal(Some.Noon);
        var rules = new SalesSignals.Settings.RuleSettings { NoNextStep = new() { GraceDays = 2 } };

        Assert.Null(NoNextStep.Detect(Some.Context(deal, Some.Noon.AddDays(1), rules)).Signal);
        Assert.NotNull(NoNextStep.Detect(Some.Context(deal, Some.Noon.AddDays(2), rules)).Signal);
    }

    [Theory]
    [InlineData("discovery", "2027-03-01", Severity.Low)]
    [InlineData("discovery", "2026-11-30", Severity.Medium)]
    [InlineData("proposal", "2027-03-01", Severity.Medium)]
    [InlineData("proposal", "2026-11-30", Severity.High)]
    [InlineData("commit", "2027-03-01", Severity.High)]
    public void It_Is_Graver_The_Later_The_Deal_And_The_Sooner_It_Closes(string stage, string closeOn, Severity expected)
    {
        Assert.Equal(expected, Detect(new() { Stage = stage, CloseOn = Clock.On(closeOn) }).Signal!.Severity);
    }

    [Fact]
    public void A_Source_That_Does_Not_Tell_Activities_Leaves_It_Unknown()
    {
        Assert.Equal(RuleOutcome.Unknown, NoNextStep.Detect(Some.Context(Some.Deal(Some.Noon), Some.Noon, activitiesKnown: false)).Outcome);
    }

    [Fact]
    public void Where_The_Past_Is_Not_Told_What_Was_Planned_Before_Is_Unknown_Until_Some_Activity_Is_Told()
    {
        var untold = Some.Deal(Some.Noon);
        var told = Some.Deal(Some.Noon, null, Some.Logged(Some.Noon, Some.Note(Some.Noon)));

        Assert.Equal(RuleOutcome.Unknown, NoNextStep.Detect(Some.Context(untold, Some.Noon, knownSince: Some.Noon)).Outcome);
        Assert.Equal(RuleOutcome.Fired, NoNextStep.Detect(Some.Context(told, Some.Noon, knownSince: Some.Noon)).Outcome);
    }

    private static RuleVerdict Detect(DealFields fields) => NoNextStep.Detect(Some.Context(Some.Deal(Some.Noon.AddDays(-5), fields), Some.Noon));
}
