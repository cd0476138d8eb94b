using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>The rules about whom we talk to: no economic buyer, and single-threaded.</summary>
public class PeopleRulesTests
{
    [Theory]
    [InlineData("proposal", null, BuyingRole.User, null)]
    [InlineData("negotiation", null, BuyingRole.EconomicBuyer, Severity.Low)]
    [InlineData("negotiation", null, BuyingRole.DecisionMaker, Severity.Low)]
    [InlineData("negotiation", null, BuyingRole.Champion, Severity.Medium)]
    [InlineData("commit", null, BuyingRole.Champion, Severity.High)]
    [InlineData("discovery", "commit", BuyingRole.EconomicBuyer, Severity.High)]
    public void Late_In_The_Sale_Somebody_Who_Decides_About_The_Money_Has_Met_Us(string stage, string? forecast, BuyingRole known, Severity? expected)
    {
        var deal = Some.Deal(Some.Noon, new() { Stage = stage, ForecastCategory = forecast }, Some.Contact("c1", "Berta", known));

        Assert.Equal(expected, NoEconomicBuyer.Detect(Some.Context(deal, Some.Noon.AddDays(1))).Signal?.Severity);
    }

    public static TheoryData<string, ActivityFacts, bool> Talks => new()
    {
        { "a meeting held", Some.Meeting(Some.Noon), true },
        { "a meeting without an outcome", Some.Meeting(Some.Noon, status: null), true },
        { "a call taken", Some.Call(Some.Noon, ActivityStatus.Done), true },
        { "a call not taken", Some.Call(Some.Noon), false },
        { "a meeting to come", Some.Meeting(Some.Noon.AddDays(5), ActivityStatus.Planned), false },
        { "a meeting missed", Some.Meeting(Some.Noon, ActivityStatus.NoShow), false },
        { "an email", Some.Email(Some.Noon, ActivityDirection.Inbound), false },
        { "a meeting of colleagues", Some.Meeting(Some.Noon) with { Direction = ActivityDirection.Internal }, false },
    };

    [Theory]
    [MemberData(nameof(Talks))]
    public void To_Have_Met_Is_To_Have_Talked(string what, ActivityFacts activity, bool isTalk)
    {
        Assert.NotEmpty(what);
        var deal = Negotiation(Some.Contact("c1", "Berta", BuyingRole.EconomicBuyer), Some.Logged(Some.Noon, activity with { ContactIds = ["c1"] }));

        Assert.Equal(isTalk, NoEconomicBuyer.Detect(Some.Context(deal, Some.Noon.AddDays(1))).Signal is null);
    }

    [Fact]
    public void Whom_They_Met_Before_We_Listened_Is_Not_Told_Unless_The_Deal_Is_Younger()
    {
        var old = Negotiation(Some.Contact("c1", "Berta", BuyingRole.EconomicBuyer));
        var young = Some.Deal(Some.Noon, new() { Stage = "negotiation", CreatedAt = Some.Noon.AddHours(-1) }, Some.Contact("c1", "Berta", BuyingRole.EconomicBuyer));

        Assert.Equal(RuleOutcome.Unknown, NoEconomicBuyer.Detect(Some.Context(old, Some.Noon.AddDays(9), knownSince: Some.Noon)).Outcome);
        Assert.Equal(RuleOutcome.Fired, NoEconomicBuyer.Detect(Some.Context(young, Some.Noon.AddDays(9), knownSince: Some.Noon)).Outcome);
    }

    [Fact]
    public void Contacts_Without_A_Role_Or_Removed_Leave_It_Unknown()
    {
        var roleless = Negotiation(Some.Contact("c1", "Berta"));
        var removed = Negotiation(
            Some.Contact("c1", "Berta", BuyingRole.EconomicBuyer),
            new CanonicalEvent.ContactRemoved { Id = "gone", OccurredAt = Some.Noon, DealId = Some.Key.Id, ContactId = "c1" });

        Assert.Equal(RuleOutcome.Unknown, NoEconomicBuyer.Detect(Some.Context(roleless, Some.Noon)).Outcome);
        Assert.Equal(RuleOutcome.Unknown, NoEconomicBuyer.Detect(Some.Context(removed, Some.Noon)).Outcome);
    }

    [Fact]
    public void The_Sentence_Names_Who_Decides_Where_That_Is_Known()
    {
        var known = NoEconomicBuyer.Detect(Some.Context(Negotiation(Some.Contact("c1", "Berta", BuyingRole.EconomicBuyer)), Some.Noon)).Signal!;
        var nameless = NoEconomicBuyer.Detect(Some.Context(Negotiation(Some.Contact("c1", null, BuyingRole.EconomicBuyer)), Some.Noon)).Signal!;
        var unknown = NoEconomicBuyer.Detect(Some.Context(Negotiation(Some.Contact("c1", "Carl", BuyingRole.User)), Some.Noon)).Signal!;

        Assert.Equal("Berta decides about the money and has not met us yet.", known.Summary);
        Assert.Equal("Ask your champion to bring Berta in, with one question that only they can answer.", known.NextAction);
        Assert.Equal<Evidence>([new("Decides about the money", "Berta"), new("Met us", "never"), new("Stage", "negotiation")], known.Evidence);
        Assert.Equal("The economic buyer decides about the money and has not met us yet.", nameless.Summary);
        Assert.Equal("We do not know yet who decides about the money.", unknown.Summary);
    }

    [Theory]
    [InlineData("evaluation", 49_999, null, null)]
    [InlineData("evaluation", 50_000, null, Severity.Medium)]
    [InlineData("proposal", 49_999, null, Severity.Low)]
    [InlineData("proposal", null, null, Severity.Low)]
    [InlineData("negotiation", 49_999, null, Severity.Medium)]
    [InlineData("negotiation", 50_000, "commit", Severity.High)]
    public void One_Person_Is_Too_Few_From_Proposal_On_And_For_A_Large_Deal(string stage, int? amount, string? forecast, Severity? expected)
    {
        var fields = new DealFields { Stage = stage, Amount = Told.Of<decimal?>(amount), ForecastCategory = forecast };
        var deal = Some.Deal(Some.Noon, fields, Touch(Some.Noon, "m1", "c1"));

        Assert.Equal(expected, Single(deal, Some.Noon.AddDays(1)).Signal?.Severity);
    }

    [Fact]
    public void A_Person_Counts_For_Sixty_Days_From_Their_Last_Touch()
    {
        var deal = Proposal(Touch(Some.Noon, "m1", "c1"), Touch(Some.Noon.AddDays(10), "m2", "c1"), Touch(Some.Noon.AddDays(2), "m3", "c2"));

        Assert.Equal("- | Sun 17 Jan 12:00 Low | Mon 25 Jan 12:00 High", Course.Of(SingleThreaded.Detect, deal, Some.Noon.AddDays(11), "2027-02-10"));
    }

    [Fact]
    public void The_Same_Person_Twice_Is_One_Person()
    {
        Assert.NotNull(Single(Proposal(Touch(Some.Noon, "m1", "c1", "c1")), Some.Noon.AddDays(1)).Signal);
        Assert.NotNull(Single(Proposal(Touch(Some.Noon, "m1", "c1"), Touch(Some.Noon, "m2", "c1")), Some.Noon.AddDays(1)).Signal);
        Assert.Null(Single(Proposal(Touch(Some.Noon, "m1", "c1", "c2")), Some.Noon.AddDays(1)).Signal);
    }

    [Fact]
    public void Their_Touches_And_Ours_Count_And_Plans_Colleagues_And_What_Was_Removed_Do_Not()
    {
        bool IsEnough(ActivityFacts second) => Single(Proposal(Touch(Some.Noon, "m1", "c1"), Some.Logged(Some.Noon, second with { ContactIds = ["c2"] })), Some.Noon.AddDays(1)).Signal is null;

        Assert.True(IsEnough(Some.Email(Some.Noon, ActivityDirection.Outbound)));
        Assert.True(IsEnough(Some.Email(Some.Noon, ActivityDirection.Inbound)));
        Assert.False(IsEnough(Some.Email(Some.Noon, ActivityDirection.Outbound) with { Automated = true }));
        Assert.False(IsEnough(Some.Call(Some.Noon, ActivityStatus.Done) with { Direction = ActivityDirection.Internal }));
        Assert.False(IsEnough(Some.Deliverable(Some.Noon, DeliverableKind.Demo) with { Status = ActivityStatus.Cancelled }));
        Assert.False(IsEnough(Some.Meeting(Some.Noon.AddDays(4), ActivityStatus.Planned, "m2")));
        Assert.NotNull(Single(Proposal(Touch(Some.Noon, "m1", "c1"), Touch(Some.Noon, "m2", "c2"), Some.Removed(Some.Noon.AddHours(1), "m2")), Some.Noon.AddDays(1)).Signal);
    }

    [Fact]
    public void Where_No_Activity_Names_Anybody_Or_The_Past_Is_Not_Told_It_Is_Unknown()
    {
        var deal = Proposal(Touch(Some.Noon, "m1", "c1"));

        Assert.Equal(RuleOutcome.Unknown, Single(Proposal(Some.Logged(Some.Noon, Some.Meeting(Some.Noon))), Some.Noon.AddDays(1)).Outcome);
        Assert.Equal("unknown | Fri 15 Jan 12:00 Low | Fri 15 Jan 12:00 High", Course.Of(SingleThreaded.Detect, deal, Some.Noon.AddDays(1), "2027-02-10", new() { KnownSince = Some.Noon }));
    }

    [Fact]
    public void One_Person_And_Several_Are_Told_In_Their_Grammar()
    {
        var rules = new RuleSettings { SingleThreaded = new() { Contacts = 3, WindowDays = 1 } };
        var one = Single(Proposal(Some.Contact("c1", "Berta"), Touch(Some.Noon, "m1", "c1")), Some.Noon.AddDays(1)).Signal!;
        var two = SingleThreaded.Detect(Some.Context(Proposal(Touch(Some.Noon, "m1", "c1", "c2")), Some.Noon.AddHours(9), rules)).Signal!;
        var none = Single(Proposal(Touch(Some.Noon, "m1", "c1")), Some.Noon.AddDays(80)).Signal!;

        Assert.Equal("Only one person on the customer's side was in touch in 60 days.", one.Summary);
        Assert.Equal<Evidence>([new("In touch", "1 person"), new("Contacts known", "1 person"), new("Stage", "proposal")], one.Evidence);
        Assert.Equal("2 people in 60 days", one.Threshold);
        Assert.Equal("Only 2 people on the customer's side were in touch in 1 day.", two.Summary);
        Assert.Equal("Nobody on the customer's side was in touch in 60 days.", none.Summary);
        Assert.StartsWith("Get back in touch", none.NextAction, StringComparison.Ordinal);
    }

    private static CanonicalEvent.ActivityLogged Touch(DateTimeOffset endsAt, string id, params string[] contacts) =>
        Some.Logged(endsAt, Some.Meeting(endsAt.AddHours(-1), id: id) with { ContactIds = [.. contacts] });

    private static DealSnapshot Negotiation(params CanonicalEvent[] events) => Some.Deal(Some.Noon.AddDays(-60), new() { Stage = "negotiation" }, events);

    private static DealSnapshot Proposal(params CanonicalEvent[] events) => Some.Deal(Some.Noon.AddDays(-60), new() { Stage = "proposal" }, events);

    private static RuleVerdict Single(DealSnapshot deal, DateTimeOffset now) => SingleThreaded.Detect(Some.Context(deal, now));
}
