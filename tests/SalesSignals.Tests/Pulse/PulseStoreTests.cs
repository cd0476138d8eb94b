using SalesSignals.Pulse;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Pulse;

public sealed class PulseStoreTests
{
    private static readonly DateTimeOffset Noon = Some.Noon;

    private readonly MemoryTable _cursor = new();
    private readonly PulseStore _store;

    public PulseStoreTests() => _store = new(_cursor);

    [Fact]
    public async Task What_Is_Kept_Reads_Back_Whole()
    {
        var hour = Hour(Noon) with
        {
            Refused = Hour(Noon).Refused.SetItem("SignatureMismatch", 4),
            Events = 7,
            LastEventAt = Noon.AddSeconds(3),
            LongestProcessing = TimeSpan.FromMilliseconds(1500),
            LongestDelay = TimeSpan.FromDays(40),
        };

        await _store.KeepAsync("a/b|c", hour, "one", default);

        var read = Assert.Single((await _store.ReadAsync("a/b|c", default)).Hours);
        Assert.Equal(hour.Refused, read.Refused);
        Assert.Equal(hour with { Refused = read.Refused }, read);
        Assert.Empty((await _store.ReadAsync("a", default)).Hours);
    }

    [Fact]
    public async Task Several_Processes_Add_Up_And_Each_Replaces_Its_Own_Count()
    {
        await _store.KeepAsync("crm", Hour(Noon) with { Deliveries = 2 }, "one", default);
        await _store.KeepAsync("crm", Hour(Noon) with { Deliveries = 5 }, "one", default);
        await _store.KeepAsync("crm", Hour(Noon) with { Deliveries = 3, LastDeliveryAt = Noon.AddMinutes(9) }, "two", default);
        await _store.KeepAsync("crm", Hour(Noon.AddHours(-3)), "two", default);

        var history = await _store.ReadAsync("crm", default);

        Assert.Equal([(Noon.AddHours(-3), 1), (Noon, 8)], history.Hours.Select(hour => (hour.StartsAt, hour.Deliveries)));
        Assert.Equal(Noon.AddMinutes(9), history.LastDeliveryAt);
        Assert.Equal(8, history.Since(Noon.AddMinutes(50)).Deliveries);
        Assert.Equal(9, history.Since(Noon.AddHours(-2).AddMinutes(-1)).Deliveries);
        Assert.Equal(0, history.Since(Noon.AddHours(1)).Deliveries);
    }

    [Fact]
    public async Task Two_Weeks_Are_Kept_And_Nothing_Else_Of_The_Source_Is_Touched()
    {
        await _cursor.WriteAsync(new TableWrite.Upsert(new TableRow("source|crm", "backfill")), default);
        for (var day = 0; day < 30; day++)
        {
            await _store.KeepAsync("crm", Hour(Noon.AddDays(-day)), "one", default);
        }

        await _store.PruneAsync("crm", Noon, default);

        var hours = (await _store.ReadAsync("crm", default)).Hours;
        Assert.Equal((15, Noon.AddDays(-14)), (hours.Length, hours[0].StartsAt));
        Assert.NotNull(await _cursor.GetAsync("source|crm", "backfill", default));
    }

    [Fact]
    public async Task Of_A_Source_That_Fell_Silent_The_Two_Weeks_Before_Stay()
    {
        for (var day = 60; day < 90; day++)
        {
            await _store.KeepAsync("crm", Hour(Noon.AddDays(-day)), "one", default);
        }

        await _store.KeepAsync("crm", Hour(Noon.AddDays(-20)) with { Deliveries = 0 }, "one", default);
        await _store.KeepAsync("crm", Hour(Noon.AddDays(-2)) with { Deliveries = 0 }, "one", default);

        await _store.PruneAsync("crm", Noon, default);

        var days = (await _store.ReadAsync("crm", default)).Hours.Select(hour => (Noon - hour.StartsAt).Days).ToList();
        Assert.Equal([.. Enumerable.Range(60, 15).Reverse(), 2], days);
    }

    [Fact]
    public async Task More_Than_A_Transaction_Takes_Is_Pruned_In_Several()
    {
        for (var hour = 0; hour < 250; hour++)
        {
            await _store.KeepAsync("crm", Hour(Noon.AddDays(-40).AddHours(hour)), "one", default);
        }

        await _store.KeepAsync("crm", Hour(Noon), "one", default);

        await _store.PruneAsync("crm", Noon, default);

        Assert.Equal(Noon, Assert.Single((await _store.ReadAsync("crm", default)).Hours).StartsAt);
    }

    [Fact]
    public async Task Nothing_To_Prune_Is_Nothing_To_Do() => await _store.PruneAsync("crm", Noon, default);

    private static PulseHour Hour(DateTimeOffset startsAt) => new() { StartsAt = startsAt, Deliveries = 1, LastDeliveryAt = startsAt };
}
