using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>The rules about who is moving: out of order, false momentum, and true momentum.</summary>
public class MomentumRulesTests
{
    private static readonly DealFields Confirmed = new() { Outcomes = true, Priorities = true, Timeline = true, Sponsor = true, Budget = true };

    [Theory]
    [InlineData(5, null)]
    [InlineData(4, Severity.Low)]
    [InlineData(3, Severity.Medium)]
    [InlineData(2, Severity.Medium)]
    [InlineData(1, Severity.High)]
    [InlineData(0, Severity.High)]
    public void A_Quote_Before_All_Is_Confirmed_Is_Out_Of_Order(int confirmed, Severity? expected)
    {
        bool? Is(int number) => number <= confirmed;
        var fields = new DealFields { Outcomes = Is(1), Priorities = Is(2), Timeline = Is(3), Sponsor = Is(4), Budget = Is(5) };
        var deal = Some.Deal(Some.Noon, fields, Some.Logged(Some.Noon, Deliverable(Some.Noon, DeliverableKind.Quote)));

        Assert.Equal(expected, OutOfOrder.Detect(Some.Context(deal, Some.Noon)).Signal?.Severity);
    }

    [Fact]
    public void What_Is_Not_Confirmed_Is_Named_And_The_First_Is_The_Thing_To_Ask_About()
    {
        var deal = Some.Deal(Some.Noon, Confirmed with { Sponsor = false, Budget = Told.Of<bool?>(null) }, Some.Logged(Some.Noon, Deliverable(Some.Noon, DeliverableKind.Demo)));

        var signal = OutOfOrder.Detect(Some.Context(deal, Some.Noon)).Signal!;

        Assert.Equal("A demo went out before sponsor and budget were confirmed.", signal.Summary);
        Assert.Contains("about sponsor", signal.NextAction);
    }

    [Fact]
    public void A_Demo_That_Is_Only_Planned_Has_Not_Gone_Out_And_A_Late_Stage_Speaks_For_Itself()
    {
        var fields = Confirmed with { Budget = false };
        var planned = Some.Deal(Some.Noon, fields, Some.Logged(Some.Noon, Deliverable(Some.Noon, DeliverableKind.Demo) with { Status = ActivityStatus.Planned }));
        var late = Some.Deal(Some.Noon, fields with { Stage = "proposal" });

        Assert.Null(OutOfOrder.Detect(Some.Context(planned, Some.Noon)).Signal);
        Assert.Equal("At proposal before budget was confirmed.", OutOfOrder.Detect(Some.Context(late, Some.Noon)).Signal!.Summary);
    }

    [Fact]
    public void What_Nobody_Tells_Is_Unknown_And_Some_May_Be_Allowed()
    {
        var untold = Some.Deal(Some.Noon, null, Some.Logged(Some.Noon, Deliverable(Some.Noon, DeliverableKind.Quote)));
        var one = Some.Deal(Some.Noon, Confirmed with { Budget = false, Stage = "proposal" });

        Assert.Equal(RuleOutcome.Unknown, OutOfOrder.Detect(Some.Context(untold, Some.Noon)).Outcome);
        Assert.Null(OutOfOrder.Detect(Some.Context(one, Some.Noon, new RuleSettings { OutOfOrder = new() { AllowedUnconfirmed = 1 } })).Signal);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, Severity.Low)]
    [InlineData(5, Severity.Medium)]
    [InlineData(8, Severity.High)]
    public void Much_Work_Without_An_Answer_Is_False_Momentum(int deliverables, Severity? expected) =>
        Assert.Equal(expected, FalseMomentum.Detect(Some.Context(Busy(deliverables), Some.Noon.AddDays(20))).Signal?.Severity);

    [Fact]
    public void An_Answer_Or_A_Move_Since_The_First_Makes_It_True()
    {
        var answer = Some.Email(Some.Noon.AddDays(12), ActivityDirection.Inbound);
        var before = Some.Email(Some.Noon.AddDays(9), ActivityDirection.Inbound, "e0");

        Assert.Null(FalseMomentum.Detect(Some.Context(Busy(3, Some.Logged(answer.StartsAt!.Value, answer)), Some.Noon.AddDays(20))).Signal);
        Assert.Null(FalseMomentum.Detect(Some.Context(Busy(3, Some.Changed(Some.Noon.AddDays(13), new() { Stage = "proposal" }, "moved")), Some.Noon.AddDays(20))).Signal);
        Assert.NotNull(FalseMomentum.Detect(Some.Context(Busy(3, Some.Logged(before.StartsAt!.Value, before)), Some.Noon.AddDays(20))).Signal);
    }

    [Fact]
    public void Work_Of_Long_Ago_Is_Forgotten_At_The_Time_Named()
    {
        var deal = Busy(3);
        var fired = FalseMomentum.Detect(Some.Context(deal, Some.Noon.AddDays(40)));

        Assert.NotNull(fired.Signal);
        Assert.Null(FalseMomentum.Detect(Some.Context(deal, fired.ChangesAt)).Signal);
    }

    [Fact]
    public void A_Win_Is_Good_News_For_A_Week()
    {
        var deal = Some.Deal(Some.Noon, null, Some.Changed(Some.Noon.AddDays(3), new() { Stage = "won" }, "won"));

        var news = Momentum.Detect(Some.Context(deal, Some.Noon.AddDays(9)));

        Assert.True(news.Signal!.IsGoodNews);
        Assert.Equal("Won on 19 Nov.", news.Signal.Summary);
        Assert.Equal(RuleOutcome.Quiet, Momentum.Detect(Some.Context(deal, news.ChangesAt)).Outcome);
    }

    [Fact]
    public void A_Move_Forward_Is_Good_News_And_A_New_Deal_Or_A_Lost_One_Is_None()
    {
        var moved = Some.Deal(Some.Noon, null, Some.Changed(Some.Noon.AddDays(3), new() { Stage = "proposal" }, "moved"));
        var lost = Some.Deal(Some.Noon, null, Some.Changed(Some.Noon.AddDays(3), new() { Stage = "lost" }, "lost"));

        Assert.Equal("Moved on to proposal on 19 Nov.", Momentum.Detect(Some.Context(moved, Some.Noon.AddDays(4))).Signal!.Summary);
        Assert.Null(Momentum.Detect(Some.Context(Some.Deal(Some.Noon), Some.Noon.AddDays(1))).Signal);
        Assert.Null(Momentum.Detect(Some.Context(lost, Some.Noon.AddDays(4))).Signal);
    }

    [Fact]
    public void A_Meeting_That_The_Buyer_Set_And_A_New_Voice_Are_Good_News()
    {
        var meeting = Some.Meeting(Some.Noon.AddDays(20), ActivityStatus.Planned) with { Direction = ActivityDirection.Inbound };
        var theirs = Some.Deal(Some.Noon, null, Some.Logged(Some.Noon.AddDays(12), meeting));
        var ours = Some.Deal(Some.Noon, null, Some.Logged(Some.Noon.AddDays(12), meeting with { Direction = null }));
        var voices = Some.Deal(
            Some.Noon,
            null,
            Contact("c1", "Berta"),
            Contact("c2", "Carl"),
            Some.Logged(Some.Noon.AddDays(1), Some.Email(Some.Noon.AddDays(1), ActivityDirection.Inbound) with { ContactIds = ["c1"] }),
            Some.Logged(Some.Noon.AddDays(12), Some.Email(Some.Noon.AddDays(12), ActivityDirection.Inbound, "e2") with { ContactIds = ["c2"] }));

        Assert.Equal("The buyer has set the next meeting.", Momentum.Detect(Some.Context(theirs, Some.Noon.AddDays(14))).Signal!.Summary);
        Assert.Null(Momentum.Detect(Some.Context(ours, Some.Noon.AddDays(14))).Signal);
        Assert.Equal("Carl got in touch for the first time on 28 Nov.", Momentum.Detect(Some.Context(voices, Some.Noon.AddDays(14))).Signal!.Summary);
    }

    private static ActivityFacts Deliverable(DateTimeOffset at, DeliverableKind kind, string id = "d1") =>
        new() { Id = id, Kind = ActivityKind.Deliverable, Deliverable = kind, Direction = ActivityDirection.Outbound, Status = ActivityStatus.Done, StartsAt = at };

    private static CanonicalEvent.ContactAssociated Contact(string id, string name) =>
        new() { Id = id, OccurredAt = Some.Noon, DealId = Some.Key.Id, Contact = new() { Id = id, Name = name } };

    /// <summary>Deliverables from the tenth day on, one a day.</summary>
    private static SalesSignals.Deals.DealSnapshot Busy(int deliverables, params CanonicalEvent[] more) => Some.Deal(
        Some.Noon,
        null,
        [
            .. Enumerable.Range(0, deliverables).Select(i => Some.Logged(Some.Noon.AddDays(10 + i), Deliverable(Some.Noon.AddDays(10 + i), DeliverableKind.Proposal, $"d{i}"))),
            .. more,
        ]);
}
