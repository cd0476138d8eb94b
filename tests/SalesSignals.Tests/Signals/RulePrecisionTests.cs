using System.Collections.Immutable;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class RulePrecisionTests
{
    private static readonly DateTimeOffset Now = Some.Noon.AddDays(30);

    private static readonly AlertOutcome Touched = new() { TouchedAt = Some.Noon, IsSettled = true };
    private static readonly AlertOutcome Ignored = new() { IsSettled = true };
    private static readonly AlertOutcome Open = new();

    private readonly DealAssessor _assessor = new(
        SalesSettings.Default, "s0", PeopleDirectory.Empty, [new("crm", true)], DateOnly.FromDateTime(Some.Noon.UtcDateTime));

    [Fact]
    public void Alerts_Are_Judged_By_What_Followed_And_What_A_Person_Said_Is_Stronger()
    {
        var found = Count(
            Record(Touched),
            Record(Ignored),
            Record(Ignored) with { Feedback = Said(FeedbackKind.Useful) },
            Record(Touched) with { Feedback = Said(FeedbackKind.NotARisk) },
            Record(Open),
            Record(null) with { AlertedAt = null });

        Assert.Equal((6, 5, 4, 2, 1), (found.Raised, found.Alerts, found.Judged, found.Useful, found.NotARisk));
        Assert.Equal(0.5, found.Precision);
        Assert.Equal(0.2, found.NotARiskShare);
    }

    [Fact]
    public void Wilsons_Interval_Is_As_In_The_Books_And_Knows_Nothing_Of_Nothing()
    {
        var (low, high) = new RulePrecision { Kind = "x", Judged = 10, Useful = 1 }.Interval();

        Assert.Equal((0.0179, 0.4042), (Math.Round(low, 4), Math.Round(high, 4)));
        Assert.Equal((0, 1), new RulePrecision { Kind = "x" }.Interval());
    }

    [Theory]
    [InlineData(20, 5, true)]
    [InlineData(20, 6, false)] // 30 %
    [InlineData(19, 0, false)] // too few to say
    public void A_Rule_Is_Noisy_Below_The_Least_Precision_With_Enough_Alerts(int judged, int useful, bool noisy) =>
        Assert.Equal(noisy, new RulePrecision { Kind = "x", Judged = judged, Useful = useful }.IsNoisy(new()));

    [Fact]
    public void Teams_Are_Told_Apart_Whatever_The_Case_Of_Their_Names()
    {
        var found = new RulePrecisions(_assessor, Now);
        found.Show(Deal("discovery", Record(Touched) with { Team = "North" }, Record(Ignored) with { Team = "north" }, Record(Ignored) with { Team = "South" }));

        Assert.Equal(["North", "South"], found.Findings().Teams);
        Assert.Equal((3, 2, 1), (Of(found, null).Alerts, Of(found, "NORTH").Alerts, Of(found, "South").Alerts));
        Assert.Equal(0.5, Of(found, "north").Precision);
    }

    [Fact]
    public void A_Closed_Deal_Counts_Once_However_Often_A_Rule_Was_Raised_On_It()
    {
        var found = new RulePrecisions(_assessor, Now);
        found.Show(Deal("lost", Record(Touched), Record(Touched)));
        found.Show(Deal("won", Record(null)));
        found.Show(Deal("discovery", Record(Touched)));

        Assert.Equal((2, 1, 0.5), (Of(found, null).ClosedDeals, Of(found, null).LostDeals, Of(found, null).LossRate));
        Assert.Equal(3, found.Findings().Deals);
    }

    [Fact]
    public void Every_Rule_That_Alerts_Is_Listed_And_Good_News_Is_Not()
    {
        var kinds = RuleFindings.None.Of(null).Select(rule => rule.Kind);

        Assert.Equal(SignalRules.All.Select(rule => rule.Kind).Where(kind => kind != SignalKinds.Momentum), kinds);
    }

    [Fact]
    public void What_Was_Counted_Of_Some_Deals_Goes_On_With_The_Others_As_If_It_Were_One_Count()
    {
        WatchedDeal[] deals = [Deal("lost", Record(Touched) with { Team = "North" }), Deal("won", Record(Ignored)), Deal("discovery", Record(Open) with { Team = "north" })];
        var all = new RulePrecisions(_assessor, Now);
        var first = new RulePrecisions(_assessor, Now);
        Array.ForEach(deals, all.Show);
        first.Show(deals[0]);

        var second = new RulePrecisions(_assessor, Now, first.Findings());
        Array.ForEach(deals[1..], second.Show);

        Assert.Equal(all.Findings().Deals, second.Findings().Deals);
        Assert.Equal(all.Findings().Of(null).AsEnumerable(), second.Findings().Of(null));
        Assert.Equal(all.Findings().Of("North").AsEnumerable(), second.Findings().Of("NORTH"));
        Assert.Equal(1, second.Findings().Of(null).Single(rule => rule.Kind == SignalKinds.StalledDeal).RecentAlerts);
    }

    private RulePrecision Count(params ImmutableArray<SignalRecord> records)
    {
        var found = new RulePrecisions(_assessor, Now);
        found.Show(Deal("lost", records));
        return Of(found, null);
    }

    private static RulePrecision Of(RulePrecisions found, string? team) => found.Findings().Of(team).Single(rule => rule.Kind == SignalKinds.StalledDeal);

    private static WatchedDeal Deal(string stage, params ImmutableArray<SignalRecord> records) =>
        new() { Snapshot = Some.Deal(Some.Noon, new() { Stage = stage }), Past = records };

    /// <summary>Told long ago, so that nothing that is open is settled here: its days are judged by the deal.</summary>
    private static SignalRecord Record(AlertOutcome? outcome) => new()
    {
        Kind = SignalKinds.StalledDeal,
        Severity = Severity.Medium,
        RaisedAt = Some.Noon,
        AlertedAt = outcome is { IsSettled: false } ? Now.AddHours(-1) : Some.Noon,
        ClearedAt = Now,
        Outcome = outcome,
    };

    private static Feedback Said(FeedbackKind kind) => new(kind, Now, null, null);
}
