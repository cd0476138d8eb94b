using SalesSignals.Board;
using SalesSignals.Signals;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;
using static SalesSignals.Tests.Teams.TeamSamples;

namespace SalesSignals.Tests.Teams;

public sealed class RepMomentumTests
{
    [Fact]
    public void A_Reached_Quota_Is_The_Best_News()
    {
        var context = Context(Won(60_000, "2026-11-20T12:00Z", "a"), Won(30_000, "2026-11-23T12:00Z", "b"), Won(1_000, "2026-11-24T09:00Z", "c"));

        var signal = RepMomentum.Detect(context).Signal!;

        Assert.True(signal.IsGoodNews);
        Assert.Equal("Reached the quota: €91,000 of €90,000 won in Q4 2026.", signal.Summary);
        Assert.Equal(Clock.At("2026-11-23T12:00Z"), RepMomentum.QuotaReachedAt(context));
    }

    [Theory]
    [InlineData("2026-11-17T10:00:00Z", RuleOutcome.Quiet)]
    [InlineData("2026-11-17T10:00:01Z", RuleOutcome.Fired)]
    public void A_Win_Is_News_For_Seven_Days(string closedAt, RuleOutcome expected) =>
        Assert.Equal(expected, RepMomentum.Detect(Context(Won(1, closedAt))).Outcome);

    [Fact]
    public void Several_Deals_That_Moved_Forward_Are_News()
    {
        var forward = Open(id: "a") with { Moves = [new(DealMoveKind.Advanced, Now.AddDays(-2))] };
        var back = forward with { Key = new("crm", "b"), Moves = [new(DealMoveKind.Regressed, Now.AddDays(-1)), .. forward.Moves] };

        Assert.Equal(RuleOutcome.Quiet, RepMomentum.Detect(Context(forward, back)).Outcome);
        Assert.Equal("Moved 2 deals forward in 7 days.", RepMomentum.Detect(Context(forward, back, forward with { Key = new("crm", "c") })).Explain());
    }

    [Fact]
    public void There_Is_No_Quota_To_Reach_Without_One() =>
        Assert.Equal("Won 1 deal in 7 days.", RepMomentum.Detect(Context(Rep with { QuarterlyQuota = null }, Now, Won(900_000, "2026-11-23T12:00Z"))).Explain());
}
