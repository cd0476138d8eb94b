using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Board;

public class DealDeskTests
{
    private readonly InterruptedTable _board = new(new MemoryTable());
    private readonly Pipeline _pipeline;

    public DealDeskTests() => _pipeline = new(board: _board);

    [Fact]
    public async Task Events_Become_A_Snapshot_A_History_Signals_And_A_Board_Row()
    {
        await _pipeline.ApplyAsync(Made(), Some.Changed(Some.Noon, new() { CloseOn = new DateOnly(2026, 12, 1) }, "close"));

        var deal = await _pipeline.ReadAsync();
        Assert.Equal("Acme renewal", deal.Snapshot.Name.Value);
        Assert.Equal(2, (await _pipeline.Deals.ReadEventsAsync(Some.Key, default)).Count);
        Assert.Equal(["close-date-passed", "no-next-step", "stalled-deal", "stuck-in-stage"], deal.Standing.Select(raised => raised.Signal.Kind).Order());
        Assert.Equal(4, (await _pipeline.RowsAsync(DealKeys.SignalPrefix)).Count);
        var shown = Assert.Single(await _pipeline.BoardOfAsync("crm:7"));
        Assert.Equal(4, shown.Signals.Length);
        Assert.Equal(2, shown.Heard.Sum(heard => heard.Count));
    }

    [Fact]
    public async Task The_Same_Events_Again_Change_Nothing_But_Are_Not_An_Error()
    {
        await _pipeline.ApplyAsync(Made());
        var before = await _pipeline.ReadAsync();

        await _pipeline.ApplyAsync(Made());

        var after = await _pipeline.ReadAsync();
        Assert.Equal(before.ETag, after.ETag);
        Assert.Single(await _pipeline.Deals.ReadEventsAsync(Some.Key, default));
    }

    [Fact]
    public async Task Two_Events_Of_One_Id_And_Time_That_Say_Different_Things_Are_Both_Kept()
    {
        await _pipeline.ApplyAsync(Some.Changed(Some.Noon, new() { Name = "A" }, "same"), Some.Changed(Some.Noon, new() { Stage = "proposal" }, "same"));

        Assert.Equal(2, (await _pipeline.Deals.ReadEventsAsync(Some.Key, default)).Count);
    }

    [Fact]
    public async Task More_Events_Than_A_Transaction_Takes_Are_All_Kept()
    {
        var events = Enumerable.Range(0, 230).Select(i => Some.Logged(Some.Noon.AddMinutes(i), Some.Note(Some.Noon, $"n{i}"))).ToArray<CanonicalEvent>();

        await _pipeline.ApplyAsync(events);

        Assert.Equal(230, (await _pipeline.Deals.ReadEventsAsync(Some.Key, default)).Count);
        Assert.Equal(230, (await _pipeline.ReadAsync()).Snapshot.Activities.Length);
    }

    [Fact]
    public async Task A_New_Owner_Takes_The_Deal_Off_The_Old_Ones_Board()
    {
        await _pipeline.ApplyAsync(Made());

        await _pipeline.ApplyAsync(Some.Changed(Some.Noon.AddHours(1), new() { OwnerId = "8" }, "owner"));

        Assert.Empty(await _pipeline.BoardOfAsync("crm:7"));
        Assert.Single(await _pipeline.BoardOfAsync("crm:8"));
    }

    [Fact]
    public async Task A_Slow_Worker_Cannot_Leave_A_Deal_On_The_Board_Of_The_Owner_Before()
    {
        await _pipeline.ApplyAsync(Made());
        _board.BeforeNextWrite = () => _pipeline.ApplyAsync(Some.Changed(Some.Noon.AddHours(2), new() { OwnerId = "8" }, "owner"));

        await _pipeline.ApplyAsync(Some.Changed(Some.Noon.AddHours(1), new() { Name = "Acme, renamed" }, "name"));
        var left = await _pipeline.BoardOfAsync("crm:7");
        await TickAsync(TimeSpan.FromHours(1));

        Assert.Single(left);
        Assert.Empty(await _pipeline.BoardOfAsync("crm:7"));
        Assert.Equal("Acme, renamed", Assert.Single(await _pipeline.BoardOfAsync("crm:8")).Name);
        Assert.Equal("crm:8", Assert.Single((await _pipeline.ReadAsync()).BoardOwnerKeys));
    }

    [Fact]
    public async Task A_Deal_On_Which_Nothing_Happens_Is_Not_Written_Again_At_Every_Tick()
    {
        await _pipeline.ApplyAsync(Made());
        await TickAsync(TimeSpan.FromHours(1));
        var before = (await _pipeline.ReadAsync()).ETag;

        await TickAsync(TimeSpan.FromHours(1));
        await TickAsync(TimeSpan.FromHours(1));

        Assert.Equal(before, (await _pipeline.ReadAsync()).ETag);
    }

    [Fact]
    public async Task A_Deleted_Deal_Leaves_The_Board_And_Its_Signals_Are_Cleared_And_A_Restored_One_Comes_Back()
    {
        await _pipeline.ApplyAsync(Made());

        await _pipeline.ApplyAsync(new CanonicalEvent.DealDeleted { Id = "d", OccurredAt = Some.Noon.AddHours(1), DealId = "42" });
        var whileDeleted = await _pipeline.BoardOfAsync("crm:7");
        var cleared = await _pipeline.RowsAsync(DealKeys.SignalPrefix);
        await _pipeline.ApplyAsync(new CanonicalEvent.DealRestored { Id = "r", OccurredAt = Some.Noon.AddHours(2), DealId = "42" });

        Assert.Empty(whileDeleted);
        Assert.All(cleared, row => Assert.NotNull(row["ClearedAt"]));
        Assert.Single(await _pipeline.BoardOfAsync("crm:7"));
    }

    [Fact]
    public async Task A_Closed_Deal_Stays_On_The_Board_For_A_While_And_Then_Leaves_By_Time_Alone()
    {
        await _pipeline.ApplyAsync(Made(), Some.Changed(Some.Noon.AddHours(1), new() { Stage = "won" }, "won"));
        Assert.Equal(DealStatus.Won, Assert.Single(await _pipeline.BoardOfAsync("crm:7")).Status);
        var leavesAt = (await _pipeline.ReadAsync()).EvaluateAt;

        _pipeline.Time.Now = leavesAt;
        await _pipeline.Desk.EvaluateAsync(Some.Key, _pipeline.Assessor, default);

        Assert.Equal(Some.Noon.AddHours(1).AddDays(120), leavesAt);
        Assert.Empty(await _pipeline.BoardOfAsync("crm:7"));
    }

    [Theory]
    [InlineData(null, 400)]
    [InlineData("2027-06-30", 400)]
    [InlineData("2028-06-30", 621)] // 30 days after the renewal
    [InlineData("2036-06-30", 1200)]
    public async Task A_Customer_Stays_On_The_Board_Until_The_Renewal_But_Not_For_Ever(string? renewal, int days)
    {
        var closedAt = Some.Noon.AddHours(1);
        await _pipeline.ApplyAsync(
            Made(),
            Some.Changed(closedAt, new() { Stage = "won", AccountName = "Acme", RenewalOn = renewal is null ? default : Told.Of<DateOnly?>(Clock.On(renewal)) }, "won"));

        var row = Assert.Single(await _pipeline.BoardOfAsync("crm:7"));
        Assert.Equal("Acme", row.AccountName);
        Assert.Equal(days, (int)((await _pipeline.ReadAsync()).EvaluateAt - Some.Noon).TotalDays);
    }

    [Fact]
    public async Task Marking_A_Signal_As_Alerted_Shows_On_Its_Row_And_Outlasts_Events()
    {
        await _pipeline.ApplyAsync(Made());

        await _pipeline.Desk.MarkAlertedAsync(Some.Key, [SignalKinds.StalledDeal], _pipeline.Assessor, default);
        await _pipeline.ApplyAsync(Some.Changed(Some.Noon.AddHours(1), new() { Amount = Told.Of<decimal?>(1) }, "amount"));

        var row = Assert.Single(await _pipeline.RowsAsync(DealKeys.SignalPrefix), row => row.GetString("Kind") == SignalKinds.StalledDeal);
        Assert.Equal(_pipeline.Time.Now, row.GetDateTimeOffset("AlertedAt"));
        Assert.Equal(_pipeline.Time.Now, Assert.Single((await _pipeline.ReadAsync()).Standing, raised => raised.Signal.Kind == SignalKinds.StalledDeal).AlertedAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_Merged_Deal_Goes_On_Under_Its_New_Id_In_Whatever_Order_It_Is_Told(int order)
    {
        DealKey oldKey = new("crm", "1"), newKey = new("crm", "2");
        var steps = new (DealKey Key, CanonicalEvent Event)[]
        {
            (oldKey, new CanonicalEvent.DealChanged { Id = "a", OccurredAt = Some.Noon, DealId = "1", Deal = new() { Name = "Old", Stage = "discovery", OwnerId = "7" } }),
            (oldKey, new CanonicalEvent.ActivityLogged { Id = "b", OccurredAt = Some.Noon.AddHours(1), DealId = "1", Activity = Some.Note(Some.Noon) }),
            (oldKey, new CanonicalEvent.DealMerged { Id = "c", OccurredAt = Some.Noon.AddHours(2), DealId = "1", IntoDealId = "2" }),
            (oldKey, new CanonicalEvent.DealDeleted { Id = "d", OccurredAt = Some.Noon.AddHours(2), DealId = "1" }),
            (newKey, new CanonicalEvent.DealChanged { Id = "e", OccurredAt = Some.Noon.AddHours(3), DealId = "2", Deal = new() { Name = "New" } }),
        };
        int[][] orders = [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 3, 1, 4], [3, 4, 0, 2, 1]];

        foreach (var step in orders[order])
        {
            await _pipeline.ApplyAsync(steps[step].Key, steps[step].Event);
        }

        var merged = (await _pipeline.ReadAsync(newKey)).Snapshot;
        Assert.Equal("New", merged.Name.Value);
        Assert.Equal("discovery", merged.Stage.Value);
        Assert.Single(merged.Activities);
        Assert.False(merged.Deleted.Value);
        Assert.True((await _pipeline.ReadAsync(oldKey)).Snapshot.IsAlias);
        Assert.Equal(newKey, Assert.Single(await _pipeline.BoardOfAsync("crm:7")).Key);
    }

    [Fact]
    public async Task A_Ring_Of_Merges_Ends()
    {
        await _pipeline.ApplyAsync(new DealKey("crm", "1"), new CanonicalEvent.DealMerged { Id = "a", OccurredAt = Some.Noon, DealId = "1", IntoDealId = "2" });

        await _pipeline.ApplyAsync(new DealKey("crm", "2"), new CanonicalEvent.DealMerged { Id = "b", OccurredAt = Some.Noon, DealId = "2", IntoDealId = "1" });

        Assert.True((await _pipeline.ReadAsync(new("crm", "1"))).Snapshot.IsAlias);
    }

    [Fact]
    public async Task Many_Writers_On_One_Deal_Lose_Nothing()
    {
        var events = Enumerable.Range(0, 240).Select(i => Some.Logged(Some.Noon.AddMinutes(i), Some.Note(Some.Noon, $"n{i}"))).ToArray();

        await Task.WhenAll(events.Chunk(15).Select(chunk => Task.Run(() => _pipeline.ApplyAsync([.. chunk]))));

        Assert.Equal(SnapshotText.Write(Some.DealFrom(events)), SnapshotText.Write((await _pipeline.ReadAsync()).Snapshot));
    }

    private Task TickAsync(TimeSpan later)
    {
        _pipeline.Time.Now += later;
        return _pipeline.Desk.EvaluateAsync(Some.Key, _pipeline.Assessor, default);
    }

    private static CanonicalEvent.DealChanged Made() => Some.Changed(
        Some.Noon, new() { Name = "Acme renewal", Stage = "discovery", Amount = Told.Of<decimal?>(12_000), Currency = "EUR", OwnerId = "7" }, "made");
}
