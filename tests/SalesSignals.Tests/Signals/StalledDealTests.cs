using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class StalledDealTests
{
    private static readonly DateTimeOffset Quiet = Some.Noon; // a Monday; ten working days later is Monday, 30 November, noon

    [Theory]
    [InlineData("2026-11-30T11:59:59Z", false)]
    [InlineData("2026-11-30T12:00:00Z", true)]
    public void A_Deal_Is_Stalled_Once_Quiet_For_Ten_Working_Days(string now, bool expected)
    {
        Assert.Equal(expected, Detect(Some.Deal(Quiet), now).Signal is not null);
    }

    [Fact]
    public void Quiet_Is_Counted_From_The_Last_Buyer_Touch()
    {
        var deal = Some.Deal(Quiet, null, Some.Logged(Quiet.AddDays(4), Some.Email(Quiet.AddDays(4), ActivityDirection.Inbound)));

        Assert.Null(Detect(deal, "2026-12-01T12:00:00Z").Signal);
        Assert.NotNull(Detect(deal, "2026-12-04T12:00:00Z").Signal);
    }

    [Theory]
    [InlineData(ActivityDirection.Outbound, false)]
    [InlineData(ActivityDirection.Inbound, true)]
    public void Our_Own_Mail_And_Auto_Replies_Are_No_Buyer_Touch(ActivityDirection direction, bool automated)
    {
        var mail = Some.Email(Quiet.AddDays(13), direction) with { Automated = automated };

        Assert.NotNull(Detect(Some.Deal(Quiet, null, Some.Logged(Quiet.AddDays(13), mail)), "2026-11-30T12:00:00Z").Signal);
    }

    [Fact]
    public void A_Forward_Stage_Move_Is_A_Sign_Of_Life_And_A_Backward_One_Is_Not()
    {
        var forward = Some.Deal(Quiet, null, Some.Changed(Quiet.AddDays(10), new() { Stage = "proposal" }));
        var backward = Some.Deal(Quiet, null, Some.Changed(Quiet.AddDays(10), new() { Stage = "qualified" }));

        Assert.Null(Detect(forward, "2026-12-01T12:00:00Z").Signal);
        Assert.NotNull(Detect(backward, "2026-12-01T12:00:00Z").Signal);
    }

    [Fact]
    public void Something_Planned_Within_The_Horizon_Keeps_It_Alive_Until_It_Is_Due()
    {
        var dueAt = new DateTimeOffset(2026, 12, 8, 10, 0, 0, TimeSpan.Zero);
        var deal = Some.Deal(Quiet, null, Some.Logged(Quiet, Some.Task(dueAt)));

        Assert.Null(Detect(deal, "2026-12-01T12:00:00Z").Signal);
        Assert.Equal(dueAt, Detect(deal, "2026-12-01T12:00:00Z").ChangesAt);
        Assert.NotNull(Detect(deal, "2026-12-08T10:00:00Z").Signal);
    }

    [Fact]
    public void Something_Planned_Beyond_The_Horizon_Does_Not()
    {
        var deal = Some.Deal(Quiet, null, Some.Logged(Quiet, Some.Task(new(2027, 2, 1, 10, 0, 0, TimeSpan.Zero))));

        Assert.Contains(Detect(deal, "2026-12-01T12:00:00Z").Signal!.Evidence, evidence => evidence is { Label: "Planned", Value: "only on 1 Feb 2027" });
    }

    [Fact]
    public void The_Horizon_May_Be_Longer_Than_A_Calendar_Is_Laid_Out()
    {
        var deal = Some.Deal(Quiet, null, Some.Logged(Quiet, Some.Task(new(2027, 9, 1, 10, 0, 0, TimeSpan.Zero))));
        var rules = new RuleSettings { StalledDeal = new() { PlannedHorizonDays = 365 } };

        Assert.Null(StalledDeal.Detect(Some.Context(deal, Clock.At("2026-12-01T12:00:00Z"), rules)).Signal);
    }

    [Theory]
    [InlineData("2026-11-30T12:00:00Z", Severity.Low)]
    [InlineData("2026-12-07T12:00:00Z", Severity.Medium)]
    [InlineData("2026-12-21T12:00:00Z", Severity.High)]
    public void It_Is_Graver_The_Longer_It_Lasts(string now, Severity expected)
    {
        Assert.Equal(expected, Detect(Some.Deal(Quiet), now).Signal!.Severity);
    }

    [Fact]
    public void The_Evidence_Says_Since_When_And_What_Was_Counted()
    {
        var deal = Some.Deal(Quiet.AddDays(-20), null, Some.Logged(Quiet, Some.Meeting(Quiet)));

        var signal = Detect(deal, "2026-12-01T13:00:00Z").Signal!;

        Assert.Equal("Quiet for 11 working days, and nothing is planned.", signal.Summary);
        Assert.Contains(new Evidence("Last buyer touch", "meeting, 16 Nov"), signal.Evidence);
        Assert.Equal("10 working days", signal.Threshold);
    }

    [Fact]
    public void A_Source_That_Does_Not_Tell_Activities_Leaves_It_Unknown()
    {
        var verdict = StalledDeal.Detect(Some.Context(Some.Deal(Quiet), Quiet.AddDays(60), activitiesKnown: false));

        Assert.Equal(RuleOutcome.Unknown, verdict.Outcome);
        Assert.Contains("does not tell", verdict.Explain());
    }

    [Fact]
    public void Where_The_Past_Is_Not_Told_Silence_Counts_From_When_We_First_Heard_Of_The_Deal()
    {
        var watchedSince = Quiet.AddDays(60);

        Assert.Null(StalledDeal.Detect(Some.Context(Some.Deal(Quiet), watchedSince.AddDays(1), knownSince: watchedSince)).Signal);
        Assert.NotNull(StalledDeal.Detect(Some.Context(Some.Deal(Quiet), watchedSince.AddDays(16), knownSince: watchedSince)).Signal);
    }

    [Theory]
    [InlineData("won")]
    [InlineData("lost")]
    public void A_Closed_Deal_Is_Never_Stalled(string stage)
    {
        Assert.Equal(RuleOutcome.NotApplicable, Detect(Some.Deal(Quiet, new() { Stage = stage }), "2026-12-21T12:00:00Z").Outcome);
    }

    [Fact]
    public void A_Deleted_Deal_Is_Never_Stalled()
    {
        var deal = Some.Deal(Quiet, null, new CanonicalEvent.DealDeleted { Id = "d", OccurredAt = Quiet.AddDays(1), DealId = "42" });

        Assert.Equal(RuleOutcome.NotApplicable, Detect(deal, "2026-12-21T12:00:00Z").Outcome);
    }

    [Fact]
    public void A_Quiet_Verdict_Tells_The_Nearest_Miss()
    {
        Assert.Equal("Quiet for 9.5 of 10 allowed working days.", Detect(Some.Deal(Quiet), "2026-11-27T16:00:00Z").Explain());
    }

    private static RuleVerdict Detect(SalesSignals.Deals.DealSnapshot deal, string now) => StalledDeal.Detect(Some.Context(deal, Clock.At(now)));
}
