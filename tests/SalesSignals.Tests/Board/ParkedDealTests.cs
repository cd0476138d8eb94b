using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Board;

public class ParkedDealTests
{
    private readonly Pipeline _pipeline = new();

    [Fact]
    public async Task A_Parked_Deal_Is_Parked_In_Its_Row_On_Its_Board_And_In_The_Rows_Of_Its_Signals()
    {
        await _pipeline.ApplyAsync(Some.Changed(Some.Noon, new() { Name = "Acme", Stage = "discovery", OwnerId = "7" }, "made"));
        var until = _pipeline.Time.GetUtcNow().AddDays(7);

        await _pipeline.Desk.ParkAsync(Some.Key, null, until, "On holiday.", "ana", _pipeline.Assessor, default);

        var deal = await _pipeline.ReadAsync();
        Assert.Equal(new Parking(null, _pipeline.Time.GetUtcNow(), until, "On holiday.", "ana"), Assert.Single(deal.Parkings));
        Assert.DoesNotContain(Assert.Single(await _pipeline.BoardOfAsync("crm:7")).Signals, signal => signal.NeedsAttentionAt(_pipeline.Time.GetUtcNow()));
        Assert.All(await _pipeline.RowsAsync(DealKeys.SignalPrefix), row => Assert.Equal(("On holiday.", "ana"), (row.GetString("ParkedReason"), row.GetString("ParkedBy"))));
    }

    [Fact]
    public async Task Unparked_It_Speaks_Again_And_Its_Rows_Still_Say_That_It_Was_Parked()
    {
        await _pipeline.ApplyAsync(Some.Changed(Some.Noon, new() { Stage = "discovery", OwnerId = "7" }, "made"));
        await _pipeline.Desk.ParkAsync(Some.Key, null, _pipeline.Time.GetUtcNow().AddDays(7), "On holiday.", null, _pipeline.Assessor, default);

        await _pipeline.Desk.UnparkAsync(Some.Key, _pipeline.Assessor, default);

        var now = _pipeline.Time.GetUtcNow();
        Assert.Contains((await _pipeline.ReadAsync()).Standing, signal => signal.NeedsAttentionAt(now));
        Assert.All(await _pipeline.RowsAsync(DealKeys.SignalPrefix), row => Assert.Equal((now, "On holiday."), (row.GetDateTimeOffset("ParkedUntil"), row.GetString("ParkedReason"))));
    }

    [Fact]
    public async Task A_Healthy_Deal_Can_Be_Parked_Before_Anything_Is_Raised()
    {
        await _pipeline.ApplyAsync(Some.Changed(_pipeline.Time.GetUtcNow(), new() { Name = "Acme", OwnerId = "7" }, "made"));

        await _pipeline.Desk.ParkAsync(Some.Key, ["stalled-deal"], _pipeline.Time.GetUtcNow().AddDays(30), "They close in August.", null, _pipeline.Assessor, default);

        Assert.Equal("stalled-deal", Assert.Single((await _pipeline.ReadAsync()).Parkings).Kind);
    }

    [Fact]
    public async Task A_Deal_That_Was_Merged_Parks_The_One_It_Is_Now_And_An_Unknown_One_Is_Not_Made()
    {
        await _pipeline.ApplyAsync(
            Some.Changed(Some.Noon, new() { Name = "Acme", Stage = "discovery", OwnerId = "7" }, "made"),
            new CanonicalEvent.DealMerged { Id = "merge", OccurredAt = Some.Noon.AddHours(1), DealId = Some.Key.Id, IntoDealId = "43" });

        var parked = await _pipeline.Desk.ParkAsync(Some.Key, null, _pipeline.Time.GetUtcNow().AddDays(7), "Wait.", null, _pipeline.Assessor, default);
        var unknown = await _pipeline.Desk.ParkAsync(new("crm", "nope"), null, _pipeline.Time.GetUtcNow().AddDays(7), "Wait.", null, _pipeline.Assessor, default);

        Assert.Equal("43", parked!.Key.Id);
        Assert.Single((await _pipeline.ReadAsync(new("crm", "43"))).Parkings);
        Assert.Null(unknown);
        Assert.Null(await _pipeline.Deals.ReadAsync(new("crm", "nope"), default));
    }
}
