using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;
using static SalesSignals.Tests.Teams.TeamSamples;

namespace SalesSignals.Tests.Teams;

public sealed class PipelineGapTests
{
    [Theory]
    [InlineData(180_000, null)] // 60,000 of the quota are left
    [InlineData(179_999, Severity.Low)]
    [InlineData(120_000, Severity.Low)]
    [InlineData(119_999, Severity.Medium)]
    [InlineData(60_000, Severity.Medium)]
    [InlineData(59_999, Severity.High)]
    public void Three_Times_What_Is_Left_Of_The_Quota_Is_Wanted(int open, Severity? expected) =>
        Assert.Equal(expected, PipelineGap.Detect(Context(Won(), Open(open))).Signal?.Severity);

    [Fact]
    public void It_Shows_Its_Numbers_And_What_They_Leave_Out()
    {
        var context = Context(
            Won(),
            Open(80_000, id: "a"),
            Open(20_000, "2027-03-31", "next"),
            Open(500_000, "2027-04-01", "later"),
            Open(70_000, id: "dollars") with { Currency = "USD" },
            Open(null, id: "unpriced"),
            Open(90_000, id: "omitted") with { ForecastCategory = "omitted" });

        var signal = PipelineGap.Detect(context).Signal!;

        Assert.Equal("€100,000 open for Q4 2026 and Q1 2027, and €60,000 of the quota is left.", signal.Summary);
        Assert.Equal<Evidence>(
            [
                new("Open pipeline", "€100,000 in 2 deals"), new("Left of the quota", "€60,000 of €90,000"), new("Coverage", "1.6 times"),
                new("Not counted", "1 deal in other currencies, 1 deal without amount or close date"),
            ],
            signal.Evidence);
        Assert.Equal("3 times what is left of the quota", signal.Threshold);
    }

    [Fact]
    public void A_Reached_Quota_Wants_No_Pipeline() =>
        Assert.Equal("The quota of the quarter is reached.", PipelineGap.Detect(Context(Won(90_000))).Explain());

    [Theory]
    [InlineData("Etc/UTC", 90_000)]
    [InlineData("Pacific/Auckland", 0)] // there it is 1 October already
    public void What_Is_Won_Counts_In_The_Quarter_Of_The_Reps_Own_Calendar(string zone, int won)
    {
        var context = Context(Rep with { TimeZone = zone }, Clock.At("2026-09-30T12:00Z"), Won(90_000, "2026-09-20T12:00Z"));

        Assert.Equal(won, context.Sum(context.WonIn(context.Quarter)).Amount);
        Assert.Equal(won == 0, PipelineGap.Detect(context).Signal is not null);
    }

    [Fact]
    public void A_Win_On_The_Last_Evening_Of_A_Quarter_Is_Of_That_Quarter_Where_The_Rep_Is()
    {
        // 23:30 on 30 September in New York.
        var context = Context(Rep with { TimeZone = "America/New_York" }, Now, Won(90_000, "2026-10-01T03:30Z"));

        Assert.Empty(context.WonIn(context.Quarter));
    }

    [Fact]
    public void Without_A_Quota_Only_Nothing_Is_Too_Little()
    {
        var rep = Rep with { QuarterlyQuota = null, QuotaCurrency = null };

        Assert.Equal((RuleOutcome.NotApplicable, "They have no quota."), Answer(PipelineGap.Detect(Context(rep, Now, Open(1)))));
        Assert.Equal((RuleOutcome.Fired, "No open deals."), Answer(PipelineGap.Detect(Context(rep, Now, Won()))));
    }

    [Fact]
    public void A_Quota_Without_A_Currency_Is_In_That_Of_Most_Deals()
    {
        var context = Context(
            Rep with { QuotaCurrency = null }, Now, Open(10, id: "1") with { Currency = "chf" }, Open(20, id: "2") with { Currency = "CHF" }, Open(500_000));

        Assert.Equal("30 CHF open for Q4 2026 and Q1 2027, and 90,000 CHF of the quota is left.", PipelineGap.Detect(context).Signal!.Summary);
    }

    [Fact]
    public void Whoever_Has_Left_Or_Leads_A_Team_Is_Not_Asked()
    {
        Assert.Equal(RuleOutcome.NotApplicable, PipelineGap.Detect(Context(Rep with { IsActive = false }, Now)).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, PipelineGap.Detect(Context(Rep with { Role = PersonRole.Manager }, Now)).Outcome);
        Assert.Equal(RuleOutcome.Unknown, PipelineGap.Detect(Context(Rep with { OwnerKeys = [] }, Now)).Outcome);
    }

    [Fact]
    public void Limits_Of_The_Reps_Team_Hold()
    {
        var settings = SettingsDocument.Read("""{ "overrides": [{ "when": { "team": "Islands" }, "rules": { "pipelineGap": { "coverage": 1.5 } } }] }""").Settings!;
        var assessor = new TeamAssessor(settings, DateOnly.FromDateTime(Now.UtcDateTime));

        Verdicts("Islands", Open(130_000), expected: RuleOutcome.Fired);
        Verdicts("Islands", Open(135_000), expected: RuleOutcome.Quiet);
        Verdicts("Mainland", Open(135_000), expected: RuleOutcome.Fired);
        Assert.Equal(
            "1.5 times what is left of the quota (settings for team Islands)",
            RepRules.Detect(assessor.ContextOf(Rep with { Team = "Islands" }, [Open(130_000)], Now))[0].Threshold);

        void Verdicts(string team, BoardDeal deal, RuleOutcome expected) =>
            Assert.Equal(expected, PipelineGap.Detect(assessor.ContextOf(Rep with { Team = team }, [deal], Now)).Outcome);
    }

    private static (RuleOutcome, string) Answer(RuleVerdict verdict) => (verdict.Outcome, verdict.Explain());
}
