using SalesSignals.Board;
using SalesSignals.Signals;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;
using static SalesSignals.Tests.Teams.TeamSamples;

namespace SalesSignals.Tests.Teams;

public sealed class WonWithoutFollowUpTests
{
    /// <summary>On a Monday at noon, after a call the Friday before.</summary>
    private static readonly BoardDeal Win = Won(closedAt: "2026-11-02T12:00Z") with { AccountId = "a", AccountName = "Acme", LastBuyerTouchAt = Clock.At("2026-10-30T12:00Z") };

    [Theory]
    [InlineData("2026-11-16T11:59Z", null)]
    [InlineData("2026-11-16T12:00Z", Severity.Low)] // 10 working days
    [InlineData("2026-11-23T12:00Z", Severity.Medium)] // 15
    [InlineData("2027-01-25T11:59Z", Severity.Medium)]
    [InlineData("2027-01-25T12:00Z", null)] // 60: by now it is the customer who is untended
    public void Ten_Working_Days_Without_A_Touch_Are_Too_Long(string now, Severity? expected) =>
        Assert.Equal(expected, Detect(now).Signal?.Severity);

    [Fact]
    public void The_Days_Are_The_Owners()
    {
        // Noon on Monday in London is 21:00 in Tokyo, after work.
        var rep = Rep with { TimeZone = "Asia/Tokyo" };

        Assert.Equal(Clock.At("2026-11-16T08:00Z"), WonWithoutFollowUp.Since(Customer(rep, Clock.At("2026-11-20T12:00Z"), Win)));
    }

    [Fact]
    public void It_Shows_The_Win_And_The_Last_Touch()
    {
        var signal = Detect("2026-11-17T12:00Z").Signal!;

        Assert.Equal("Won on 2 Nov, and nobody has been in touch since.", signal.Summary);
        Assert.Equal<Evidence>([new("Won", "Deal won, 2 Nov"), new("Since then", "11 working days"), new("Last touch", "30 Oct, before the win")], signal.Evidence);
    }

    [Fact]
    public void A_Touch_On_Any_Deal_Of_The_Customers_Will_Do()
    {
        var other = Open() with { AccountId = "a", LastSellerTouchAt = Clock.At("2026-11-03T12:00Z") };

        Assert.Equal("In touch since the win.", WonWithoutFollowUp.Detect(Customer(Now, Win, other)).Explain());
        Assert.Equal("Something is planned with them.", WonWithoutFollowUp.Detect(Customer(Now, Win, other with { LastSellerTouchAt = null, NextPlannedAt = Now.AddDays(9) })).Explain());
    }

    [Fact]
    public void It_Does_Not_Guess()
    {
        Assert.Equal(RuleOutcome.Unknown, WonWithoutFollowUp.Detect(Customer(Now, Win with { LastBuyerTouchAt = null })).Outcome);
        Assert.Equal(RuleOutcome.Unknown, WonWithoutFollowUp.Detect(Customer(Now, Win with { ClosedAt = null })).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, WonWithoutFollowUp.Detect(Customer(Now, Open() with { AccountId = "a" })).Outcome);
    }

    private static RuleVerdict Detect(string now) => WonWithoutFollowUp.Detect(Customer(Clock.At(now), Win));
}
