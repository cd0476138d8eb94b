using SalesSignals.Backtest;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Backtest;

public class BacktestRunTests
{
    /// <summary>Monday, the fifth of January.</summary>
    private static readonly DateTimeOffset Start = Pasts.Start;

    [Fact]
    public void Deals_That_Were_Flagged_While_Open_Are_Set_Against_The_Others()
    {
        var report = BacktestRun.Run(
            Pasts.History([
                .. Enumerable.Range(0, 40).SelectMany(i => Deal($"long{i}", 40, i < 30 ? "lost" : "won")),
                .. Enumerable.Range(0, 50).SelectMany(i => Deal($"short{i}", 10, i < 10 ? "lost" : "won")),
            ]),
            new() { Kinds = [SignalKinds.StuckInStage] });

        var stuck = Assert.Single(report.Rules);
        Assert.Equal(new(40, 90), report.Closed);
        Assert.Equal(new Comparison(new(30, 40), new(10, 50)), stuck.Comparison);
        Assert.Equal(Finding.LostMoreOften, stuck.Comparison.Finding);

        // Thirty days after the start is Wednesday, the fourth of February; its evening is 17:00, and the deals ended at 9:00 on the fortieth.
        Assert.Equal(10 - (8 / 24.0), stuck.WarningDays!.Value, 6);
    }

    [Fact]
    public void Alerts_Are_Counted_By_The_Weeks_In_Which_Owners_Had_Open_Deals()
    {
        var report = BacktestRun.Run(Pasts.History([.. Deal("a", 40, "lost"), .. Deal("b", 40, "won")]), new() { Kinds = [SignalKinds.StuckInStage] });

        // From the fifth of January to the fourteenth of February: six weeks of one owner, and two alerts.
        Assert.Equal(6, report.OwnerWeeks);
        Assert.Equal(2 / 6.0, Assert.Single(report.Rules).AlertsPerRepWeek, 6);
    }

    [Fact]
    public void Only_Deals_Closed_Within_The_Days_Asked_For_Count()
    {
        var report = BacktestRun.Run(
            Pasts.History([.. Deal("early", 5, "lost"), .. Deal("late", 45, "won"), .. Deal("open", 100, "won")]),
            new() { From = new(2026, 2, 1), To = new(2026, 3, 1), Kinds = [SignalKinds.StuckInStage] });

        Assert.Equal(new(0, 1), report.Closed);
        Assert.Equal(1, report.Open);
        Assert.Equal(1, Assert.Single(report.Rules).Comparison.Flagged.Deals);
    }

    [Fact]
    public void Deleted_Deals_Are_Neither_Won_Nor_Lost()
    {
        var deleted = new CanonicalEvent.DealDeleted { Id = "x", OccurredAt = Start.AddDays(50), DealId = "a" };

        var report = BacktestRun.Run(Pasts.History([.. Deal("a", 40, "lost"), HeardEvent.Of(deleted)]), new());

        Assert.Equal(new(0, 0), report.Closed);
        Assert.Equal(0, report.Open);
    }

    [Fact]
    public void Rule_That_Foretells_Nothing_Should_Be_Switched_Off()
    {
        var report = BacktestRun.Run(Pasts.History(TwoHundredDeals(longLost: 3)), new() { Kinds = [SignalKinds.StuckInStage], Sweep = true });

        var sweep = Assert.Single(report.Sweeps);
        Assert.Equal("stuckInStage.allowedDays", sweep.Setting);
        Assert.Equal(SuggestionKind.SwitchOff, sweep.Suggestion.Kind);
        Assert.True(sweep.Suggestion.CostInAlerts < 0);
        Assert.Contains("lost less often", sweep.Suggestion.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_That_Foretells_Losses_Stays_Whatever_Else_Was_Tried()
    {
        var report = BacktestRun.Run(Pasts.History(TwoHundredDeals(longLost: 8)), new() { Kinds = [SignalKinds.StuckInStage], Sweep = true });

        Assert.NotEqual(SuggestionKind.SwitchOff, Assert.Single(report.Sweeps).Suggestion.Kind);
    }

    [Fact]
    public void Same_Past_Gives_The_Same_Report_In_Whatever_Order_It_Is_Told()
    {
        var past = TwoHundredDeals(longLost: 5).ToList();
        BacktestOptions options = new() { Kinds = [SignalKinds.StuckInStage] };

        var forth = BacktestRun.Run(Pasts.History(past), options);
        past.Reverse();
        var back = BacktestRun.Run(Pasts.History(past), options);

        Assert.Equal(forth.Rules.AsEnumerable(), back.Rules);
    }

    [Fact]
    public async Task Store_Tells_The_Past_That_Was_Written_Into_It()
    {
        var table = new MemoryTable();
        var desk = new DealDesk(new DealStore(table), new BoardStore(new MemoryTable()), TimeProvider.System);
        var assessor = new DealAssessor(SalesSettings.Default, "0", Pasts.People, [], new(2026, 3, 1));
        var past = Deal("a", 40, "lost").Concat(Deal("b", 40, "won")).ToList();
        foreach (var deal in past.GroupBy(heard => heard.Event.DealId))
        {
            await desk.ApplyAsync(new("crm", deal.Key), [.. deal.Select(heard => heard.Event)], assessor, default);
        }

        var read = await new HistoryStore(table).ReadAsync("crm", default);
        var none = await new HistoryStore(table).ReadAsync("other", default);

        Assert.Empty(none.Deals);
        Assert.Equal(["crm:a", "crm:b"], read.Deals.Select(deal => deal.Key.ToString()));
        Assert.Equal(BacktestRun.Run(Pasts.History(past), new()).Rules.AsEnumerable(), BacktestRun.Run(read, new()).Rules);
    }

    [Fact]
    public void Every_Limit_That_Is_Tried_Is_One_That_Settings_Allow()
    {
        var limits = SignalRules.All.Select(rule => MainLimits.Of(rule.Kind, SalesSettings.Default)).OfType<MainLimit>().ToList();

        Assert.True(limits.Count >= 20);
        Assert.All(limits, limit =>
        {
            Assert.Contains(limit.Current, limit.Values);
            Assert.InRange(limit.Values.Length, 3, 7);
            Assert.All(limit.Values, value =>
            {
                var settings = MainLimits.With(SalesSettings.Default, limit, value);

                Assert.Empty(SettingsDocument.Read(SettingsDocument.Write(settings)).Problems);
                Assert.Equal(value, MainLimits.Of(limit.Kind, settings)!.Current);
            });
        });
    }

    /// <summary>Deals of 40 and of 10 days, begun day by day; half of the short ones are lost.</summary>
    private static IEnumerable<HeardEvent> TwoHundredDeals(int longLost) => Enumerable.Range(0, 200).SelectMany(i =>
        i % 2 == 0
            ? Deal($"long{i}", 70, i / 2 % 10 < longLost ? "lost" : "won", begunAfter: i)
            : Deal($"short{i}", 10, i / 2 % 10 < 5 ? "lost" : "won", begunAfter: i));

    private static HeardEvent[] Deal(string id, int days, string end, int begunAfter = 0) =>
    [
        HeardEvent.Of(new CanonicalEvent.DealChanged { Id = "b", OccurredAt = Start.AddDays(begunAfter), DealId = id, Deal = new() { Name = id, Stage = "discovery", OwnerId = "7" } }),
        HeardEvent.Of(new CanonicalEvent.DealChanged { Id = "e", OccurredAt = Start.AddDays(begunAfter + days), DealId = id, Deal = new() { Stage = end } }),
    ];
}
