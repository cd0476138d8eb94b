using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Forecasts;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Teams;
using static SalesSignals.Tests.Alerts.AlertSamples;
using static SalesSignals.Tests.Forecasts.ForecastSamples;

namespace SalesSignals.Tests.Forecasts;

public sealed class RepWeekTests
{
    private static readonly TeamAssessor Rules = new(SalesSettings.Default, new(2026, 11, 16));

    [Fact]
    public void Subject_Has_What_Waits_And_Where_The_Rep_Stands() =>
        Assert.Equal("Your week: 1 deal to look at · 40% of quota won or committed", Compose(Won(), Commit() with { Signals = [Raised()] })!.Subject);

    [Fact]
    public void Without_A_Quota_It_Has_What_Is_Open() =>
        Assert.Equal("Your week · €10,000 open in Q4 2026", RepWeek.Compose(Rep(), [Commit()], AlertLedger.Empty, new(), Rules, Monday)!.Subject);

    [Fact]
    public void What_Was_Told_Waits_No_More_And_What_Waits_Is_Few()
    {
        var deals = Enumerable.Range(1, 9).Select(n => Commit($"{n}", n * 1_000) with { Signals = [Raised()] }).ToArray();
        var alert = RepAlert.Compose(Ana, deals, AlertLedger.Empty, new() { DealsPerDay = 2 }, new(), Monday.AddHours(2))!;

        var week = RepWeek.Compose(Ana, deals, AlertLedger.Empty.Tell(alert, Monday), new() { Deals = 3 }, Rules, Monday)!;

        Assert.Equal(["7", "6", "5"], week.Waiting.Select(deal => deal.Deal.Key.Id));
        Assert.Equal(4, week.MoreWaiting);
    }

    [Fact]
    public void What_A_Note_Tells_Is_Known_To_Alerts_And_Costs_Nothing_Of_Their_Budget()
    {
        var deals = new[] { Commit("told") with { Signals = [Raised()] }, Commit("new") with { Signals = [Raised()] } };
        var week = RepWeek.Compose(Ana, [deals[0]], AlertLedger.Empty, new(), Rules, Monday)!;

        var ledger = AlertLedger.FromJson(AlertLedger.Empty.Tell(week.Waiting, Monday, inNote: true).ToJson());
        var alert = RepAlert.Compose(Ana, deals, ledger, new() { DealsPerDay = 1 }, new(), Monday.AddHours(2))!;

        Assert.Equal("new", Assert.Single(alert.Deals).Deal.Key.Id);
        Assert.Equal(0, alert.WaitingDeals);
    }

    [Fact]
    public void It_Looks_Seven_Days_Ahead_At_What_Is_Planned()
    {
        var week = Compose(
            Commit("1") with { Planned = [new(ActivityKind.Meeting, Monday.AddDays(6)), new(ActivityKind.Task, Monday.AddDays(7))] },
            Commit("2") with { Planned = [new(ActivityKind.Call, Monday.AddHours(3)), new(ActivityKind.Call, Monday.AddHours(-3))] },
            Commit("3") with { Status = DealStatus.Lost, Planned = [new(ActivityKind.Call, Monday.AddHours(3))] })!;

        Assert.Equal([("2", ActivityKind.Call), ("1", ActivityKind.Meeting)], week.Planned.Select(planned => (planned.Deal.Key.Id, planned.Step.Kind)));
    }

    [Fact]
    public void Overdue_Steps_Are_Named_Once()
    {
        var overdue = Raised(kind: SignalKinds.OverdueNextStep);
        var deals = new[] { Commit("waiting") with { Signals = [overdue] }, Commit("told") with { Signals = [overdue] }, Commit("parked") with { Signals = [overdue with { ParkedUntil = Monday.AddDays(1) }] } };
        var alert = RepAlert.Compose(Ana, [deals[1]], AlertLedger.Empty, new(), new(), Monday.AddHours(2))!;

        var week = RepWeek.Compose(Ana, deals, AlertLedger.Empty.Tell(alert, Monday), new(), Rules, Monday)!;

        Assert.Equal("waiting", Assert.Single(week.Waiting).Deal.Key.Id);
        Assert.Equal("told", Assert.Single(week.Overdue).Deal.Key.Id);
    }

    [Fact]
    public void Deals_That_Close_Within_Two_Weeks_Come_The_Soonest_First()
    {
        var week = Compose(
            Commit("late") with { CloseOn = new(2026, 11, 30) },
            Commit("last") with { CloseOn = new(2026, 11, 29) },
            Commit("today") with { CloseOn = new(2026, 11, 16) },
            Commit("passed") with { CloseOn = new(2026, 11, 15) })!;

        Assert.Equal(["today", "last"], week.ClosingSoon.Select(deal => deal.Key.Id));
    }

    [Fact]
    public void What_Went_Well_Is_Told_To_The_Rep()
    {
        var week = Compose(Won("won", 120_000) with { ClosedAt = Monday.AddDays(-2), Moves = [new(DealMoveKind.Won, Monday.AddDays(-2))] })!;

        Assert.Equal(["You have reached the quota: €120,000 won in Q4 2026.", "You won Deal won, €120,000."], week.GoodNews.AsEnumerable());
    }

    [Fact]
    public void Notes_That_Are_Missing_Are_Counted()
    {
        var week = Compose(Commit() with { UnnotedConversationsAt = [Monday.AddDays(-3), Monday.AddDays(-1)] })!;

        Assert.Equal("2 conversations, the oldest from 13 Nov: Deal 1", week.Notes!.Describe("Europe/London", week.On));
    }

    [Fact]
    public void With_No_Deals_And_No_Quota_There_Is_Nothing_To_Tell()
    {
        Assert.Null(RepWeek.Compose(Rep(), [], AlertLedger.Empty, new(), Rules, Monday));
        Assert.NotNull(Compose());
    }

    private static RepWeek? Compose(params BoardDeal[] deals) => RepWeek.Compose(Ana, deals, AlertLedger.Empty, new(), Rules, Monday);
}
