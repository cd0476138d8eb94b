using SalesSignals.Backtest;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class HistoryPruningTests
{
    private static readonly DateTimeOffset Cut = Some.Noon.AddDays(-30);

    private static readonly CanonicalEvent[] Past =
    [
        Some.Changed(Some.Noon.AddDays(-60), new() { Name = "Acme renewal", Stage = "discovery", OwnerId = "7" }, "made"),
        Some.Changed(Some.Noon.AddDays(-50), new() { Stage = "proposal", CloseOn = Told.Of<DateOnly?>(new(2026, 10, 1)) }, "moved"),
        Some.Logged(Some.Noon.AddDays(-45), Some.Meeting(Some.Noon.AddDays(-45))),
        Some.Changed(Some.Noon.AddDays(-5), new() { CloseOn = Told.Of<DateOnly?>(new(2026, 11, 1)) }, "slipped"),
    ];

    [Fact]
    public async Task Old_Events_Go_And_The_Deal_And_Its_Signals_Stay_As_They_Are()
    {
        var (table, desk) = await FilledAsync();
        var before = await new DealStore(table).ReadAsync(Some.Key, default);

        var (deleted, isAll) = await PruneAsync(table);

        var store = new DealStore(table);
        Assert.Equal((3, true), (deleted, isAll));
        Assert.Equal(["slipped"], (await store.ReadEventsAsync(Some.Key, default)).Select(happened => happened.Id));
        var after = await store.ReadAsync(Some.Key, default);
        Assert.Equal(SnapshotText.Write(before!.Snapshot), SnapshotText.Write(after!.Snapshot));
        await desk.EvaluateAsync(Some.Key, Assessor(), default);
        Assert.Equal(before.Standing.Select(raised => raised.Occurrence), (await store.ReadAsync(Some.Key, default))!.Standing.Select(raised => raised.Occurrence));
    }

    [Fact]
    public async Task What_Comes_Again_After_That_Ends_In_The_Same_Deal()
    {
        var (pruned, desk) = await FilledAsync();
        var (whole, other) = await FilledAsync();
        await PruneAsync(pruned);
        CanonicalEvent[] late = [.. Past.Reverse(), Some.Changed(Some.Noon, new() { Stage = "negotiation" }, "on")];

        await desk.ApplyAsync(Some.Key, late, Assessor(), default);
        await other.ApplyAsync(Some.Key, late, Assessor(), default);

        Assert.Equal(
            SnapshotText.Write((await new DealStore(whole).ReadAsync(Some.Key, default))!.Snapshot),
            SnapshotText.Write((await new DealStore(pruned).ReadAsync(Some.Key, default))!.Snapshot));
    }

    [Fact]
    public async Task A_Backtest_Leaves_Out_What_Has_Lost_Its_Beginning_And_Says_How_Many()
    {
        var (table, desk) = await FilledAsync();
        await desk.ApplyAsync(
            new("crm", "new"), [new CanonicalEvent.DealChanged { Id = "n", OccurredAt = Some.Noon, DealId = "new", Deal = new() { Name = "New", Stage = "discovery" } }], Assessor(), default);
        Assert.Equal(0, (await new HistoryStore(table).ReadAsync(null, default)).Cut);

        await PruneAsync(table);

        var history = await new HistoryStore(table).ReadAsync(null, default);
        Assert.Equal(1, history.Cut);
        Assert.Equal(["crm:new"], history.Deals.Select(deal => deal.Key.ToString()));
    }

    [Fact]
    public async Task Other_Buckets_Are_Left_For_Their_Turn()
    {
        var (table, _) = await FilledAsync();
        var another = (int.Parse(DealKeys.Bucket(Some.Key), System.Globalization.CultureInfo.InvariantCulture) + 1) % DealKeys.Buckets;

        Assert.Equal((0, true), await new HistoryPruning(table, TimeProvider.System).PruneAsync(another, Cut, DateTimeOffset.MaxValue, default));
        Assert.Equal(4, (await new DealStore(table).ReadEventsAsync(Some.Key, default)).Count);
    }

    private static Task<(int Deleted, bool IsAll)> PruneAsync(MemoryTable table) => new HistoryPruning(table, TimeProvider.System).PruneAsync(
        int.Parse(DealKeys.Bucket(Some.Key), System.Globalization.CultureInfo.InvariantCulture), Cut, DateTimeOffset.MaxValue, default);

    private static async Task<(MemoryTable Table, DealDesk Desk)> FilledAsync()
    {
        var table = new MemoryTable();
        var desk = new DealDesk(new DealStore(table), new BoardStore(new MemoryTable()), new ManualTime(Some.Noon));
        await desk.ApplyAsync(Some.Key, Past, Assessor(), default);
        return (table, desk);
    }

    private static DealAssessor Assessor() => new(SalesSettings.Default, "0", new PeopleDirectory([Some.Ana()]), [new("crm", true)], new(2026, 11, 16));
}
