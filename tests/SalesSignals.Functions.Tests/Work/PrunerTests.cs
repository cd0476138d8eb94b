using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Deals;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Functions.Work;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Work;

public sealed class PrunerTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 16, 3, 35, 15, TimeSpan.Zero);

    [Fact]
    public void Every_Bucket_Has_Its_Turn_Within_Sixty_Four_Hours() =>
        Assert.Equal(Enumerable.Range(0, DealKeys.Buckets), Enumerable.Range(0, 64).Select(hour => Pruner.BucketAt(Night.AddHours(hour))).Order());

    [Fact]
    public async Task Two_And_A_Half_Days_Of_Ticks_Delete_What_Is_Older_Than_Settings_Keep()
    {
        await using var app = await CountedApp.WarmAsync();
        var time = new ManualTimeProvider(CountedApp.Morning.AddDays(740));
        await app.ReceiveAsync(SampleEvents.Batch(events: 100, deals: 20));
        await app.RunAsync("ProcessDelivery");
        await app.Tables.Cursor.WriteAsync(new TableWrite.Insert(new("forecast|mara", "2024-10-01") { ["Forecasts"] = "{}" }), default);
        await app.Tables.Cursor.WriteAsync(new TableWrite.Insert(new("forecast|mara", "2028-10-01") { ["Forecasts"] = "{}" }), default);
        await app.Tables.Cursor.WriteAsync(new TableWrite.Insert(new("forecast-week|mara", "2024-10-07")), default);
        await app.Queues.WorkPoison.SendAsync("x", TimeSpan.Zero, default);
        Assert.Equal(100, await EventsAsync(app));
        var pruner = new Pruner(app.Tables, app.Queues, app.Get<DealAssessors>(), time, NullLogger<Pruner>.Instance);

        for (var hour = 0; hour < 64; hour++)
        {
            await pruner.PruneAsync(default);
            time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, await EventsAsync(app));
        Assert.Null(await app.Tables.Cursor.GetAsync("forecast|mara", "2024-10-01", default));
        Assert.NotNull(await app.Tables.Cursor.GetAsync("forecast|mara", "2028-10-01", default));
        Assert.NotNull(await app.Tables.Cursor.GetAsync("forecast-week|mara", "2024-10-07", default));
        Assert.Equal(0, await app.Queues.WorkPoison.CountAsync(default));
    }

    [Fact]
    public async Task A_Tick_With_Nothing_To_Delete_Costs_One_Read()
    {
        await using var app = await CountedApp.WarmAsync();

        await app.TickAsync("PruneStorage");

        Assert.Equal((1, 0, 0), (app.Count.TableReads, app.Count.TableWrites, app.Count.Queue));
    }

    private static async Task<int> EventsAsync(CountedApp app)
    {
        var events = 0;
        await foreach (var page in app.Tables.Deals.QueryAsync(new TableQuery(), default))
        {
            events += page.Count(row => row.RowKey.StartsWith(DealKeys.EventPrefix, StringComparison.Ordinal));
        }

        return events;
    }
}
