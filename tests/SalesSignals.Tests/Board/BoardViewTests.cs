using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Board;

public class BoardViewTests
{
    [Fact]
    public async Task What_Moved_In_The_Last_Month_Is_Told_Newest_First()
    {
        var pipeline = new Pipeline();
        var now = pipeline.Time.Now;
        await pipeline.ApplyAsync(
            Some.Changed(now.AddDays(-40), new() { Stage = "qualified", OwnerId = "7", CloseOn = new DateOnly(2027, 1, 1), Amount = Told.Of<decimal?>(100) }, "a"),
            Some.Changed(now.AddDays(-38), new() { Stage = "discovery" }, "b"),
            Some.Changed(now.AddDays(-9), new() { Stage = "proposal" }, "c"),
            Some.Changed(now.AddDays(-8), new() { Stage = "proposal" }, "said-again"),
            Some.Changed(now.AddDays(-7), new() { Stage = "discovery" }, "d"),
            Some.Changed(now.AddDays(-6), new() { CloseOn = new DateOnly(2027, 2, 1) }, "e"),
            Some.Changed(now.AddDays(-5), new() { Amount = Told.Of<decimal?>(50) }, "f"),
            Some.Changed(now.AddDays(-4), new() { Stage = "won" }, "g"));

        var moves = Assert.Single(await pipeline.BoardOfAsync("crm:7")).Moves;

        Assert.Equal(
            [
                new(DealMoveKind.Won, now.AddDays(-4), "discovery", "won"),
                new(DealMoveKind.AmountShrank, now.AddDays(-5), "100", "50"),
                new(DealMoveKind.CloseDateSlipped, now.AddDays(-6), "2027-01-01", "2027-02-01"),
                new(DealMoveKind.Regressed, now.AddDays(-7), "proposal", "discovery"),
                new DealMove(DealMoveKind.Advanced, now.AddDays(-9), "discovery", "proposal"),
            ],
            moves.ToArray());
    }

    [Fact]
    public async Task A_Win_That_Is_Said_Outright_Moved_When_It_Was_First_Said()
    {
        var pipeline = new Pipeline();
        var now = pipeline.Time.Now;
        await pipeline.ApplyAsync(
            Some.Changed(now.AddDays(-9), new() { Stage = "proposal", OwnerId = "7", Status = DealStatus.Open }, "a"),
            Some.Changed(now.AddDays(-5), new() { Stage = "proposal", Status = DealStatus.Won }, "b"),
            Some.Changed(now.AddDays(-1), new() { Stage = "proposal", Status = DealStatus.Won, Name = "Renamed" }, "c"));

        var deal = Assert.Single(await pipeline.BoardOfAsync("crm:7"));

        Assert.Equal(now.AddDays(-5), deal.ClosedAt);
        Assert.Equal([new DealMove(DealMoveKind.Won, now.AddDays(-5), To: "won")], deal.Moves.Where(move => move.Kind is DealMoveKind.Won).ToArray());
    }

    [Fact]
    public async Task Conversations_That_Lack_A_Note_Are_Told_Oldest_First()
    {
        var pipeline = new Pipeline();
        var now = pipeline.Time.Now;
        await pipeline.ApplyAsync(
            Some.Changed(now.AddDays(-20), new() { OwnerId = "7" }),
            Some.Logged(now.AddDays(-3), Some.Meeting(now.AddDays(-3), id: "late")),
            Some.Logged(now.AddDays(-9), Some.Meeting(now.AddDays(-9), id: "early")),
            Some.Logged(now, Some.Meeting(now.AddHours(-2), id: "today")));

        var unnoted = Assert.Single(await pipeline.BoardOfAsync("crm:7")).UnnotedConversationsAt;

        Assert.Equal([now.AddDays(-9).AddHours(1), now.AddDays(-3).AddHours(1)], unnoted.ToArray());
    }
}
