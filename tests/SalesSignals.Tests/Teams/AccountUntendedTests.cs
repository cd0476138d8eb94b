using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;
using static SalesSignals.Tests.Teams.TeamSamples;

namespace SalesSignals.Tests.Teams;

public sealed class AccountUntendedTests
{
    /// <summary>Won in spring; the last talk on a Monday at noon.</summary>
    private static readonly BoardDeal Customer = Won(closedAt: "2026-03-02T12:00Z") with { AccountName = "Acme", LastSellerTouchAt = Clock.At("2026-08-31T12:00Z") };

    [Theory]
    [InlineData("2026-11-23T11:59Z", null)]
    [InlineData("2026-11-23T12:00Z", Severity.Low)] // 60 working days
    [InlineData("2027-01-04T12:00Z", Severity.Medium)] // 90
    public void Sixty_Working_Days_Without_A_Touch_Are_Too_Long(string now, Severity? expected) => Assert.Equal(expected, Detect(now, Customer).Signal?.Severity);

    [Fact]
    public void It_Shows_Since_When()
    {
        var signal = Detect("2026-11-24T12:00Z", Customer).Signal!;

        Assert.Equal("A customer, and nobody has been in touch for 61 working days.", signal.Summary);
        Assert.Equal<Evidence>([new("Quiet since", "31 Aug"), new("Last touch", "31 Aug"), new("Open deals", "none")], signal.Evidence);
    }

    [Theory]
    [InlineData("2027-02-23", null)] // 91 days
    [InlineData("2027-02-22", Severity.Low)]
    [InlineData("2027-01-23", Severity.Medium)]
    [InlineData("2026-12-24", Severity.High)]
    [InlineData("2026-10-25", Severity.High)] // a month past
    [InlineData("2026-10-24", null)]
    public void A_Renewal_Within_Ninety_Days_Wants_An_Open_Deal(string renewal, Severity? expected)
    {
        var customer = Customer with { LastBuyerTouchAt = Now.AddDays(-1), RenewalOn = Clock.On(renewal) };

        Assert.Equal(expected, Detect("2026-11-24T12:00Z", customer).Signal?.Severity);
        Assert.Null(Detect("2026-11-24T12:00Z", customer, Open() with { AccountName = "Acme" }).Signal);
    }

    [Fact]
    public void The_Day_Of_The_Renewal_Is_Counted_Where_The_Owner_Is()
    {
        var customer = Customer with { LastBuyerTouchAt = Clock.At("2026-11-23T12:00Z"), RenewalOn = Clock.On("2027-02-22") };
        var auckland = Rep with { TimeZone = "Pacific/Auckland" };

        // 23:30 on the 23rd in UTC is the 24th in Auckland.
        Assert.Null(AccountUntended.Detect(TeamSamples.Customer(Clock.At("2026-11-23T23:30Z"), customer)).Signal);
        Assert.NotNull(AccountUntended.Detect(TeamSamples.Customer(auckland, Clock.At("2026-11-23T23:30Z"), customer)).Signal);
    }

    [Fact]
    public void A_Lost_Renewal_Is_No_Open_Deal() => Assert.NotNull(
        Detect("2026-11-24T12:00Z", Customer with { RenewalOn = Clock.On("2026-12-24") }, Open() with { AccountName = "Acme", Status = DealStatus.Lost }).Signal);

    [Fact]
    public void It_Does_Not_Guess()
    {
        Assert.Equal("Which customer the deal is of is not told.", Detect("2026-11-24T12:00Z", Customer with { AccountName = null }).Explain());
        Assert.Equal(RuleOutcome.Unknown, Detect("2026-11-24T12:00Z", Customer with { LastSellerTouchAt = null }).Outcome);
        Assert.Equal(RuleOutcome.NotApplicable, Detect("2026-11-24T12:00Z", Open() with { AccountName = "Acme" }).Outcome);
    }

    [Fact]
    public void What_Is_Planned_Keeps_It_Quiet() =>
        Assert.Equal("Something is planned with them.", Detect("2026-11-24T12:00Z", Customer with { NextPlannedAt = Now.AddDays(20) }).Explain());

    [Fact]
    public void An_Alert_Is_Told_Once_And_Not_Of_What_Is_Long_So()
    {
        var assessor = new TeamAssessor(SalesSettings.Default, new(2026, 11, 24));
        IReadOnlyList<RaisedSignal> SignalsAt(string now) => AccountSignals.OnDeals(
            [Customer], assessor.AccountsOf([new(Rep, Customer)], Clock.At(now)), Clock.At(now))[0].Signals;

        Assert.Equal("account-untended|" + Clock.At("2026-11-23T12:00Z").UtcTicks + "|1", Assert.Single(SignalsAt("2026-11-23T12:00Z")).Occurrence);
        Assert.Equal(SignalsAt("2026-11-23T12:00Z")[0].Occurrence, SignalsAt("2026-11-27T12:00Z")[0].Occurrence);
        Assert.Empty(SignalsAt("2026-12-23T12:01Z"));
    }

    private static RuleVerdict Detect(string now, params BoardDeal[] deals) => AccountUntended.Detect(TeamSamples.Customer(Clock.At(now), deals));
}
