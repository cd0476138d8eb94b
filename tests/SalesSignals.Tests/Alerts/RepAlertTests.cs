using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using static SalesSignals.Tests.Alerts.AlertSamples;

namespace SalesSignals.Tests.Alerts;

public class RepAlertTests
{
    [Fact]
    public void New_Signals_Are_Told_Grouped_By_Deal_Gravest_First()
    {
        var alert = Compose([Deal("1", Raised(Severity.Low), Raised(Severity.High, SignalKinds.NoNextStep)), Deal("2", Raised())]);

        Assert.Equal(["1", "2"], alert!.Deals.Select(deal => deal.Deal.Key.Id));
        Assert.Equal([SignalKinds.NoNextStep, SignalKinds.StalledDeal], alert.Deals[0].Signals.Select(signal => signal.Raised.Signal.Kind));
    }

    [Fact]
    public void Nothing_New_Is_No_Email()
    {
        Assert.Null(Compose([]));
        Assert.Null(Compose([Deal()]));
        Assert.Null(Compose([Deal("1", Raised() with { ClearedAt = Now })]));
        Assert.Null(Compose([Deal("1", Raised() with { ParkedUntil = Now.AddDays(3) })]));
        Assert.Null(Compose([Deal("1", Raised()) with { Status = DealStatus.Deleted }]));
    }

    [Fact]
    public void Signal_Whose_Parking_Is_Over_Is_Told() => Assert.NotNull(Compose([Deal("1", Raised() with { ParkedUntil = Now })]));

    [Fact]
    public void Rep_Who_Left_Is_Told_Nothing() => Assert.Null(Compose([Deal("1", Raised())], rep: Rep() with { IsActive = false }));

    [Fact]
    public void What_Was_Told_Is_Not_Repeated()
    {
        BoardDeal[] board = [Deal("1", Raised())];

        var ledger = AlertLedger.Empty.Tell(Compose(board)!, Now);

        Assert.Null(Compose(board, ledger));
        Assert.Null(Compose(board, ledger, now: Now.AddDays(30)));
    }

    [Fact]
    public void What_Got_Worse_Is_Told_Again_And_Said_To_Be_Worse()
    {
        var ledger = AlertLedger.Empty.Tell(Compose([Deal("1", Raised(Severity.Low))])!, Now);

        var alert = Compose([Deal("1", Raised(Severity.High))], ledger);

        Assert.True(Assert.Single(Assert.Single(alert!.Deals).Signals).GotWorse);
    }

    [Fact]
    public void What_Got_Better_Is_Not_Told_Nor_When_It_Is_As_Bad_Again()
    {
        var ledger = AlertLedger.Empty.Tell(Compose([Deal("1", Raised(Severity.High))])!, Now);

        Assert.Null(Compose([Deal("1", Raised(Severity.Medium))], ledger));
        Assert.Null(Compose([Deal("1", Raised(Severity.High))], ledger));
    }

    [Fact]
    public void What_Cleared_And_Came_Back_Is_News()
    {
        var ledger = AlertLedger.Empty.Tell(Compose([Deal("1", Raised())])!, Now);

        var alert = Compose([Deal("1", Raised() with { RaisedAt = Now })], ledger);

        Assert.False(Assert.Single(Assert.Single(alert!.Deals).Signals).GotWorse);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(5, 5)]
    [InlineData(100, 10)]
    public void Budget_Limits_The_Deals_And_Says_How_Many_Wait(int dealsPerDay, int told)
    {
        var alert = Compose(Board(12), settings: new() { DealsPerDay = dealsPerDay });

        Assert.Equal(told, alert?.Deals.Length ?? 0);
        Assert.Equal(told == 0 ? 0 : 12 - told, alert?.WaitingDeals ?? 0);
    }

    [Fact]
    public void Budget_Counts_What_Was_Told_Today_And_Is_New_Tomorrow()
    {
        var first = Compose(Board(8))!;
        var ledger = AlertLedger.Empty.Tell(first, Now);

        Assert.Null(Compose(Board(8), ledger, now: Now.AddHours(2)));
        var tomorrow = Compose(Board(8), ledger, now: Now.AddDays(1))!;

        Assert.Equal(3, tomorrow.Deals.Length);
        Assert.Empty(tomorrow.Deals.Select(deal => deal.Deal.Key).Intersect(first.Deals.Select(deal => deal.Deal.Key)));
    }

    [Fact]
    public void More_On_A_Deal_That_Was_Told_Today_Costs_No_Budget()
    {
        var ledger = AlertLedger.Empty.Tell(Compose(Board(5))!, Now);
        BoardDeal[] worse = [.. Board(4), Deal("5", Raised(), Raised(Severity.High, SignalKinds.CloseDatePassed)), Deal("6", Raised())];

        var alert = Compose(worse, ledger);

        Assert.Equal("5", Assert.Single(alert!.Deals).Deal.Key.Id);
        Assert.Equal(1, alert.WaitingDeals);
    }

    [Theory]
    [InlineData("2026-11-17T07:59:59Z", "Europe/London", false)]
    [InlineData("2026-11-17T08:00:00Z", "Europe/London", true)]
    [InlineData("2026-11-17T17:59:59Z", "Europe/London", true)]
    [InlineData("2026-11-17T18:00:00Z", "Europe/London", false)]
    [InlineData("2026-11-17T10:00:00Z", "America/Los_Angeles", false)]
    [InlineData("2026-11-17T16:00:00Z", "America/Los_Angeles", true)]
    [InlineData("2026-11-20T23:30:00Z", "Asia/Tokyo", false)]
    [InlineData("2026-11-22T23:30:00Z", "Asia/Tokyo", true)]
    [InlineData("2026-11-17T10:00:00Z", "No/Where", true)]
    [InlineData("2026-11-21T10:00:00Z", "Europe/London", false)]
    [InlineData("2026-11-18T10:00:00Z", "Europe/London", false)]
    public void Alerts_Come_In_The_Reps_Own_Working_Hours(string now, string zone, bool told)
    {
        var calendar = new CalendarSettings { Holidays = [new(2026, 11, 18)] };

        var alert = Compose([Deal("1", Raised())], rep: Rep() with { TimeZone = zone }, calendar: calendar, now: DateTimeOffset.Parse(now, null));

        Assert.Equal(told, alert is not null);
    }

    [Theory]
    [InlineData("2026-11-17T10:00:00Z", false)]
    [InlineData("2026-11-18T10:00:00Z", true)]
    public void Nobody_Is_Told_Anything_On_Leave(string now, bool told)
    {
        var away = Rep() with { Leave = [new(new(2026, 11, 9), new(2026, 11, 17))] };

        Assert.Equal(told, Compose([Deal("1", Raised())], rep: away, now: DateTimeOffset.Parse(now, null)) is not null);
    }

    [Fact]
    public void A_Teams_Own_Holiday_Is_Respected()
    {
        var calendar = new CalendarSettings();
        calendar = calendar with { Teams = calendar.Teams.Add("Islands", new() { Holidays = [new(2026, 11, 17)] }) };

        Assert.Null(Compose([Deal("1", Raised())], rep: Rep() with { Team = "Islands" }, calendar: calendar));
        Assert.NotNull(Compose([Deal("1", Raised())], calendar: calendar));
    }

    [Theory]
    [InlineData("2026-03-30T06:59:00Z", false)]
    [InlineData("2026-03-30T07:00:00Z", true)]
    [InlineData("2026-10-26T07:59:00Z", false)]
    [InlineData("2026-10-26T08:00:00Z", true)]
    public void Hours_Follow_The_Clock_After_The_Odd_Nights_Of_The_Year(string now, bool told) =>
        Assert.Equal(told, Compose([Deal("1", Raised())], now: DateTimeOffset.Parse(now, null)) is not null);

    [Fact]
    public void Period_Names_The_Day_And_What_Is_Told()
    {
        var alert = Compose([Deal("1", Raised()), Deal("2", Raised())])!;
        var sameInAnotherOrder = Compose([Deal("2", Raised()), Deal("1", Raised())])!;
        var other = Compose([Deal("1", Raised(Severity.High)), Deal("2", Raised())])!;

        Assert.Matches("^2026-11-17-[0-9a-f]{12}$", alert.Period);
        Assert.Equal(alert.Period, sameInAnotherOrder.Period);
        Assert.NotEqual(alert.Period, other.Period);
        Assert.NotEqual(alert.Period, (alert with { On = alert.On.AddDays(1) }).Period);
    }

    [Fact]
    public void Subject_Names_The_Deals_And_Stays_On_One_Line()
    {
        Assert.Equal("Deal 1: Nothing from the buyer for 12 working days", Compose([Deal("1", Raised())])!.Subject);
        Assert.Equal("3 deals could use you: Deal 1, Deal 2 and 1 more", Compose(Board(3))!.Subject);
        Assert.Equal(
            "Acme Bcc: all@x.example: Nothing from the buyer for 12 working days",
            Compose([Deal("1", Raised()) with { Name = "Acme\r\nBcc: all@x.example" }])!.Subject);
    }

    private static RepAlert? Compose(
        IReadOnlyList<BoardDeal> deals,
        AlertLedger? ledger = null,
        Person? rep = null,
        AlertSettings? settings = null,
        CalendarSettings? calendar = null,
        DateTimeOffset? now = null) => RepAlert.Compose(rep ?? Rep(), deals, ledger ?? AlertLedger.Empty, settings ?? new(), calendar ?? new(), now ?? Now);

    private static BoardDeal[] Board(int deals) => [.. Enumerable.Range(1, deals).Select(n => Deal($"{n}", Raised()))];
}
