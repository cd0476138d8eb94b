using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>The rules about what the forecast leans on: sandbagged, risky commit, and an owner who is there.</summary>
public class ForecastRulesTests
{
    private static readonly ActivityFacts Contract = Some.Deliverable(Some.Noon, DeliverableKind.Contract);

    private static readonly ActivityFacts Yes = Some.Note(Some.Noon) with { Note = new(9, true, true, false) { HasVerbalYes = true } };

    [Theory]
    [InlineData("2026-11-16", Severity.Medium)]
    [InlineData("2026-12-01", Severity.Medium)]
    [InlineData("2026-12-02", Severity.Low)]
    [InlineData("2026-12-31", Severity.Low)]
    [InlineData("2027-01-01", null)]
    [InlineData("2026-11-15", null)]
    [InlineData(null, null)]
    public void As_Good_As_Won_This_Quarter_Belongs_Into_Commit(string? closeOn, Severity? expected)
    {
        // Asked on 17 November, but for a close date before that.
        var now = closeOn is "2026-11-16" ? Some.Noon : Some.Noon.AddDays(1);

        Assert.Equal(expected, Sandbagged.Detect(Some.Context(Closing(closeOn, Contract), now)).Signal?.Severity);
    }

    [Fact]
    public void A_Yes_Counts_For_Sixty_Days_And_The_Quarter_Ends_Where_The_Owner_Is()
    {
        var earlier = Some.Noon.AddDays(-30);

        Assert.Equal("- | Mon 16 Nov 12:00 Low | Thu 17 Dec 00:00 Medium | Fri 1 Jan 00:00 -", Course.Of(Sandbagged.Detect, Closing("2026-12-31", Contract), earlier, "2027-02-01"));
        Assert.Equal("- | Mon 16 Nov 12:00 Low | Thu 17 Dec 05:00 Medium | Fri 1 Jan 05:00 -", Course.Of(Sandbagged.Detect, Closing("2026-12-31", Contract), earlier, "2027-02-01", new() { Zone = "America/New_York" }));
        Assert.Equal("Low | Thu 3 Dec 12:00 -", Course.Of(Sandbagged.Detect, Closing("2026-12-31", Contract with { StartsAt = Some.Noon.AddDays(-43) }), Some.Noon, "2026-12-10"));
    }

    public static TheoryData<string, ActivityFacts, bool> Yeses => new()
    {
        { "a contract out", Contract, true },
        { "a contract to come", Contract with { Status = ActivityStatus.Planned }, false },
        { "a contract called back", Contract with { Status = ActivityStatus.Cancelled }, false },
        { "a proposal", Some.Deliverable(Some.Noon, DeliverableKind.Proposal), false },
        { "a yes in a note", Yes, true },
        { "a note", Some.Note(Some.Noon), false },
    };

    [Theory]
    [MemberData(nameof(Yeses))]
    public void A_Contract_That_Is_Out_Or_A_Yes_That_Is_Written_Down_Will_Do(string what, ActivityFacts activity, bool expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Sandbagged.Detect(Some.Context(Closing("2026-12-20", activity), Some.Noon.AddDays(1))).Signal is not null);
    }

    [Theory]
    [InlineData("commit", "discovery")]
    [InlineData("closed", "discovery")]
    [InlineData("pipeline", "commit")]
    public void What_Is_In_Commit_Is_Not_Held_Back(string forecast, string stage)
    {
        var deal = Some.Deal(Some.Noon, new() { ForecastCategory = forecast, Stage = stage, CloseOn = new DateOnly(2026, 12, 1) }, Some.Logged(Some.Noon, Contract));

        Assert.Equal(RuleOutcome.NotApplicable, Sandbagged.Detect(Some.Context(deal, Some.Noon)).Outcome);
    }

    [Fact]
    public void A_Contract_That_Was_Removed_Is_None()
    {
        var deal = Some.Deal(Some.Noon, new() { CloseOn = new DateOnly(2026, 12, 1) }, Some.Logged(Some.Noon, Contract), Some.Removed(Some.Noon.AddHours(1), Contract.Id));

        Assert.Null(Sandbagged.Detect(Some.Context(deal, Some.Noon.AddHours(2))).Signal);
    }

    [Fact]
    public void The_Sentence_Says_What_Speaks_For_It()
    {
        var contract = Sandbagged.Detect(Some.Context(Closing("2026-12-20", Contract), Some.Noon.AddDays(1))).Signal!;
        var yes = Sandbagged.Detect(Some.Context(Closing("2026-12-20", Yes), Some.Noon.AddDays(1))).Signal!;

        Assert.Equal("The contract is out and it closes on 20 Dec, yet it is not in commit.", contract.Summary);
        Assert.Equal<Evidence>([new("Contract out", "16 Nov"), new("Close date", "20 Dec"), new("Forecast", "no category")], contract.Evidence);
        Assert.Equal("The buyer said yes and it closes on 20 Dec, yet it is not in commit.", yes.Summary);
        Assert.Contains(new Evidence("The buyer said yes", "16 Nov"), yes.Evidence);
    }

    [Theory]
    [InlineData("commit", null, true)]
    [InlineData("discovery", "commit", true)]
    [InlineData("discovery", "pipeline", false)]
    public void Only_What_Is_In_Commit_Is_A_Risky_Commit(string stage, string? forecast, bool expected)
    {
        var deal = Some.Deal(Some.Noon, new() { Stage = stage, ForecastCategory = forecast });

        Assert.Equal(expected, RiskyCommit.Detect(Some.Context(deal, Some.Noon).Knowing(Grave)).Signal is not null);
    }

    [Theory]
    [InlineData(Severity.Low, false, false)]
    [InlineData(Severity.Medium, false, false)]
    [InlineData(Severity.High, false, true)]
    [InlineData(Severity.High, true, false)]
    public void Only_Something_Grave_Makes_It_Risky(Severity severity, bool isGoodNews, bool expected)
    {
        var context = Some.Context(Some.Deal(Some.Noon, new() { Stage = "commit" }), Some.Noon).Knowing(Grave with { Severity = severity, IsGoodNews = isGoodNews });

        Assert.Equal(expected, RiskyCommit.Detect(context).Signal is not null);
    }

    [Fact]
    public void The_First_Of_The_Gravest_Is_Named_In_Its_Own_Words()
    {
        var context = Some.Context(Some.Deal(Some.Noon, new() { Stage = "commit", CloseOn = new DateOnly(2026, 12, 1) }), Some.Noon)
            .Knowing(Grave with { Kind = "other", Severity = Severity.Medium })
            .Knowing(Grave)
            .Knowing(Grave with { Kind = "later" });

        var signal = RiskyCommit.Detect(context).Signal!;

        Assert.Equal("In commit, with this against it: Ana has left, and the deal is still theirs.", signal.Summary);
        Assert.Equal<Evidence>([new("Against it", "owner-unavailable"), new("Close date", "1 Dec")], signal.Evidence);
    }

    [Theory]
    [InlineData("2026-11-30", Severity.High)]
    [InlineData("2026-12-01", Severity.Medium)]
    [InlineData("2026-11-01", Severity.High)]
    [InlineData(null, Severity.Medium)]
    public void An_Owner_Who_Has_Left_Is_Missed_The_More_The_Nearer_The_Close(string? closeOn, Severity expected)
    {
        var signal = OwnerUnavailable.Detect(Some.Context(Closing(closeOn), Some.Noon, owner: Some.Ana() with { IsActive = false })).Signal!;

        Assert.Equal(expected, signal.Severity);
        Assert.Equal("Ana has left, and the deal is still theirs.", signal.Summary);
    }

    [Fact]
    public void An_Owner_On_Leave_Is_Missed_From_The_First_Of_Their_Days_To_The_Last()
    {
        var ana = Some.Ana(new Leave(new(2026, 11, 18), new(2026, 11, 24)));
        var how = new Circumstances { Owner = ana };

        Assert.Equal("- | Wed 18 Nov 00:00 High | Wed 25 Nov 00:00 -", Course.Of(OwnerUnavailable.Detect, Closing("2026-11-20"), Some.Noon, "2026-12-20", how));
        Assert.Equal("- | Wed 18 Nov 05:00 High | Wed 25 Nov 05:00 -", Course.Of(OwnerUnavailable.Detect, Closing("2026-11-20"), Some.Noon, "2026-12-20", how with { Zone = "America/New_York" }));
        Assert.Equal("- | Mon 23 Nov 00:00 High | Wed 25 Nov 00:00 -", Course.Of(OwnerUnavailable.Detect, Closing("2026-12-07"), Some.Noon, "2026-12-20", how));
        Assert.Equal("-", Course.Of(OwnerUnavailable.Detect, Closing(null), Some.Noon, "2026-12-20", how));
    }

    [Fact]
    public void A_Leave_That_Ends_With_The_Long_Day_Of_Autumn_Ends_When_That_Day_Does()
    {
        var how = new Circumstances { Owner = Some.Ana(new Leave(new(2026, 10, 24), new(2026, 10, 25))), Zone = "Europe/London" };
        var deal = Some.Deal(Clock.At("2026-10-01T10:00Z"), new() { CloseOn = new DateOnly(2026, 10, 30) });

        Assert.Equal("- | Fri 23 Oct 23:00 High | Mon 26 Oct 00:00 -", Course.Of(OwnerUnavailable.Detect, deal, Clock.At("2026-10-22T10:30Z"), "2026-11-02", how));
    }

    [Fact]
    public void A_Deal_That_Nobody_Owns_Is_Told_And_One_Whose_Owner_Is_Not_Known_Is_Unknown()
    {
        var nobody = Some.Deal(Some.Noon, new() { OwnerId = Told.Of<string>(null) });
        var untold = Some.DealFrom([Some.Changed(Some.Noon, new() { Stage = "proposal" })]);

        Assert.Equal("Nobody owns this deal.", OwnerUnavailable.Detect(Some.Context(nobody, Some.Noon)).Signal!.Summary);
        Assert.Equal(RuleOutcome.Unknown, OwnerUnavailable.Detect(Some.Context(untold, Some.Noon)).Outcome);
        Assert.Equal(RuleOutcome.Unknown, OwnerUnavailable.Detect(Some.Context(Some.Deal(Some.Noon), Some.Noon)).Outcome);
    }

    [Fact]
    public void The_Evidence_Says_Until_When_They_Are_Away_And_What_Is_Planned()
    {
        var ana = Some.Ana(new Leave(new(2026, 11, 16), new(2026, 11, 24)));
        var deal = Closing("2026-11-20", Some.Meeting(Some.Noon.AddDays(2), ActivityStatus.Planned));

        var signal = OwnerUnavailable.Detect(Some.Context(deal, Some.Noon.AddHours(1), owner: ana)).Signal!;

        Assert.Equal("Ana is away until 24 Nov, with the close date near.", signal.Summary);
        Assert.Equal<Evidence>([new("Owner", "Ana, on leave until 24 Nov"), new("Close date", "20 Nov"), new("Planned", "18 Nov")], signal.Evidence);
        Assert.Equal("an owner who is there, above all within 14 days of the close date", signal.Threshold);
    }

    private static Signal Grave => new()
    {
        Kind = SignalKinds.OwnerUnavailable,
        Severity = Severity.High,
        Summary = "Ana has left, and the deal is still theirs.",
        NextAction = "Name somebody.",
        Evidence = [],
        Threshold = "an owner",
        RuleVersion = 1,
    };

    private static DealSnapshot Closing(string? closeOn, params ActivityFacts[] activities) => Some.Deal(
        Some.Noon.AddDays(-90),
        closeOn is null ? null : new() { CloseOn = Clock.On(closeOn) },
        [.. activities.Select(activity => Some.Logged(Some.Noon, activity))]);
}
