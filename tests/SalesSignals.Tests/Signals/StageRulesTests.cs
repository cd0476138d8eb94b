using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>The rules about where a deal stands in its pipeline: stuck, stepped back, closing too soon.</summary>
public class StageRulesTests
{
    private static readonly DateTimeOffset Entered = Some.Noon;

    private static readonly Person Ana = new() { Id = "ana", Name = "Ana", Email = "ana@vendor.example" };

    private static readonly Baselines Learned = new(new(
        "b1",
        [
            new(null, DealStage.Discovery, 48, 9, 12, 40),
            new("ana", DealStage.Discovery, 20, 8, 10, 30),
            new("bob", DealStage.Discovery, 19, 8, 10, 30),
            new(null, DealStage.Proposal, 19, 9, 12, 40),
        ],
        []));

    [Theory]
    [InlineData(29.999, null)]
    [InlineData(30, Severity.Low)]
    [InlineData(44.999, Severity.Low)]
    [InlineData(45, Severity.Medium)]
    [InlineData(74.999, Severity.Medium)]
    [InlineData(75, Severity.High)]
    public void Thirty_Days_In_One_Stage_Are_Too_Many_And_Graver_The_More(double days, Severity? expected)
    {
        var verdict = StuckInStage.Detect(Some.Context(Some.Deal(Entered), Entered.AddDays(days)));

        Assert.Equal(expected, verdict.Signal?.Severity);
        Assert.True(verdict.ChangesAt > Entered.AddDays(days));
    }

    [Fact]
    public void A_Move_To_Another_Stage_Begins_Anew_And_The_Same_Stage_Told_Again_Does_Not()
    {
        var moved = Some.Deal(Entered, null, Some.Changed(Entered.AddDays(20), new() { Stage = "proposal" }));
        var repeated = Some.Deal(Entered, null, Some.Changed(Entered.AddDays(20), new() { Stage = "discovery" }));

        Assert.Null(StuckInStage.Detect(Some.Context(moved, Entered.AddDays(40))).Signal);
        Assert.NotNull(StuckInStage.Detect(Some.Context(repeated, Entered.AddDays(40))).Signal);
    }

    [Theory]
    [InlineData(BaselineKind.Fixed, "ana", 30, "30 days, fixed")]
    [InlineData(BaselineKind.OwnerAverage, "ana", 8, "8 days, average of the owner's 20 won deals")]
    [InlineData(BaselineKind.OwnerAverage, "bob", 30, "30 days, fixed: only 19 won deals to learn from")]
    [InlineData(BaselineKind.OwnerAverage, null, 30, "30 days, fixed: no won deals to learn from")]
    [InlineData(BaselineKind.WonP75, "ana", 12, "12 days, 75th percentile of 48 won deals")]
    public void The_Limit_May_Be_Learned_From_Won_Deals_Where_There_Are_Enough(BaselineKind baseline, string? owner, int limit, string threshold)
    {
        var rules = new RuleSettings { StuckInStage = new() { Baseline = baseline } };
        var person = owner is null ? null : Ana with { Id = owner };
        RuleVerdict At(double days) => StuckInStage.Detect(Some.Context(Some.Deal(Entered), Entered.AddDays(days), rules, owner: person, baselines: Learned));

        Assert.Null(At(limit - 0.001).Signal);
        Assert.Equal(threshold, At(limit).Signal!.Threshold);
    }

    [Fact]
    public void A_Stage_That_Nothing_Maps_Is_Unknown()
    {
        var deal = Some.Deal(Entered, new() { Stage = "custom-7" });

        Assert.Equal(RuleOutcome.Unknown, StuckInStage.Detect(Some.Context(deal, Entered.AddDays(60))).Outcome);
        Assert.Equal(RuleOutcome.Unknown, StageRegressed.Detect(Some.Context(deal, Entered.AddDays(60))).Outcome);
        Assert.Equal(RuleOutcome.Unknown, UnrealisticClose.Detect(Some.Context(deal, Entered.AddDays(60), baselines: Learned)).Outcome);
    }

    [Theory]
    [InlineData(new[] { "proposal", "discovery" }, Severity.Medium)]
    [InlineData(new[] { "evaluation", "discovery" }, Severity.Low)]
    [InlineData(new[] { "negotiation", "qualified" }, Severity.High)]
    [InlineData(new[] { "commit", "negotiation" }, Severity.High)]
    [InlineData(new[] { "proposal", "discovery", "proposal" }, null)] // back where it was
    [InlineData(new[] { "proposal", "discovery", "evaluation" }, Severity.Low)] // on the way there
    [InlineData(new[] { "lost", "proposal" }, null)] // a new start
    [InlineData(new[] { "evaluation", "proposal" }, null)]
    public void A_Step_Back_Is_Told_Until_It_Is_Made_Good(string[] stages, Severity? expected)
    {
        var moves = stages.Select((stage, i) => Some.Changed(Entered.AddDays(i + 1), new() { Stage = stage }, $"move-{i}"));
        var deal = Some.Deal(Entered, null, [.. moves]);

        Assert.Equal(expected, StageRegressed.Detect(Some.Context(deal, Entered.AddDays(8))).Signal?.Severity);
    }

    [Fact]
    public void A_Step_Back_Is_Forgotten_After_Fourteen_Days()
    {
        var back = Entered.AddDays(1);
        var deal = Some.Deal(Entered, new() { Stage = "proposal" }, Some.Changed(back, new() { Stage = "discovery" }));

        var last = StageRegressed.Detect(Some.Context(deal, back.AddDays(14)));
        Assert.Equal("Back from proposal to discovery since 17 Nov.", last.Signal!.Summary);
        Assert.Null(StageRegressed.Detect(Some.Context(deal, last.ChangesAt)).Signal);
    }

    [Theory]
    [InlineData("2026-12-26", null)] // 40 days after it came into its stage
    [InlineData("2026-12-25", Severity.Low)]
    [InlineData("2026-12-06", Severity.Medium)] // 20 days: half
    [InlineData("2026-11-20", Severity.High)]
    public void A_Close_Date_Nearer_Than_Won_Deals_Needed_Is_Unrealistic(string closeOn, Severity? expected)
    {
        var deal = Some.Deal(Entered, new() { CloseOn = Clock.On(closeOn) });

        Assert.Equal(expected, UnrealisticClose.Detect(Some.Context(deal, Entered.AddDays(2), baselines: Learned)).Signal?.Severity);
    }

    [Fact]
    public void Without_Enough_Won_Deals_Nobody_Knows_What_Is_Realistic()
    {
        var deal = Some.Deal(Entered, new() { Stage = "proposal", CloseOn = Clock.On("2026-11-20") });

        Assert.Equal(RuleOutcome.Unknown, UnrealisticClose.Detect(Some.Context(deal, Entered, baselines: Learned)).Outcome);
        Assert.Equal(RuleOutcome.Unknown, UnrealisticClose.Detect(Some.Context(deal, Entered)).Outcome);
    }

    [Fact]
    public void A_Date_That_Is_Over_Is_Another_Rules_Matter()
    {
        var deal = Some.Deal(Entered, new() { CloseOn = Clock.On("2026-11-20") });

        Assert.Equal(RuleOutcome.NotApplicable, UnrealisticClose.Detect(Some.Context(deal, Clock.At("2026-11-21T00:00:00Z"), baselines: Learned)).Outcome);
        Assert.Equal(RuleOutcome.Fired, UnrealisticClose.Detect(Some.Context(deal, Clock.At("2026-11-21T00:00:00Z"), zone: "America/New_York", baselines: Learned)).Outcome);
    }

    [Theory]
    [InlineData("won")]
    [InlineData("lost")]
    public void Closed_Deals_Are_Left_Alone(string stage)
    {
        var context = Some.Context(Some.Deal(Entered, new() { Stage = stage, CloseOn = Clock.On("2026-11-20") }), Entered.AddDays(90), baselines: Learned);

        Assert.All([StuckInStage.Detect(context), StageRegressed.Detect(context), UnrealisticClose.Detect(context)], verdict => Assert.Equal(RuleOutcome.NotApplicable, verdict.Outcome));
    }
}
