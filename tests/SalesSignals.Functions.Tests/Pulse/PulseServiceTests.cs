using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Functions.Pulse;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Functions.Tests.Standalone;
using SalesSignals.Functions.Tests.Work;
using SalesSignals.Pulse;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Functions.Tests.Pulse;

public sealed class PulseServiceTests
{
    private static readonly TimeSpan AMinute = PulseService.Pause;

    [Fact]
    public async Task However_Many_Come_A_Source_Costs_One_Write_A_Minute()
    {
        var count = new StorageCount();
        await using var app = await RunningApp.UnderHostAsync((app, services) => services.AddSingleton(app.Tables with { Cursor = count.Count(app.Tables.Cursor) }));
        await Eventually.TrueAsync(() => app.Clock.IsAwaited(AMinute));
        count.Reset();

        for (var i = 0; i < 20; i++)
        {
            await PostAsync(app, i % 2 == 0 ? "valid" : "old");
        }

        Assert.Equal(0, count.Table);
        app.Clock.Advance(AMinute);
        await Eventually.TrueAsync(() => app.Clock.IsAwaited(AMinute));
        app.Clock.Advance(AMinute);
        await Eventually.TrueAsync(() => app.Clock.IsAwaited(AMinute));
        Assert.Equal((1, 0), (count.TableWrites, count.TableReads));
        var hour = Assert.Single((await HistoryAsync(app)).Hours);
        Assert.Equal((10, 10), (hour.Deliveries, hour.Refused["TooOld"]));
    }

    [Fact]
    public async Task Nothing_Counted_Is_Lost_When_The_App_Stops_And_The_Next_One_Adds_To_It()
    {
        var cursor = new MemoryTable();
        for (var start = 0; start < 2; start++)
        {
            await using var app = await RunningApp.UnderHostAsync((app, services) => services.AddSingleton(app.Tables with { Cursor = cursor }));
            await PostAsync(app, "valid");
        }

        Assert.Equal(2, Assert.Single((await new PulseStore(cursor).ReadAsync("crm", default)).Hours).Deliveries);
    }

    [Fact]
    public async Task Mail_Tells_Of_What_Came_In_The_Same_Minute()
    {
        await using var app = await CountedApp.WarmAsync();
        await app.ReceiveAsync(SampleEvents.Changed(1, 1, "\"name\":\"Acme\""));

        await app.TickAsync("ScheduleDigests");

        Assert.Equal(1, Assert.Single((await new PulseStore(app.Tables.Cursor).ReadAsync("crm", default)).Hours).Deliveries);
    }

    [Fact]
    public async Task What_Could_Not_Be_Kept_Is_Kept_A_Minute_Later()
    {
        var cursor = new FailingTable(new MemoryTable());
        await using var app = await RunningApp.UnderHostAsync((app, services) => services.AddSingleton(app.Tables with { Cursor = cursor }));
        await PostAsync(app, "valid");
        cursor.IsDown = true;

        app.Clock.Advance(AMinute);
        await Eventually.TrueAsync(() => cursor.Calls > 0 && app.Clock.IsAwaited(AMinute));
        cursor.IsDown = false;
        app.Clock.Advance(AMinute);

        await Eventually.TrueAsync(async () => (await new PulseStore(cursor).ReadAsync("crm", default)).Hours is [{ Deliveries: 1 }]);
    }

    private static async Task PostAsync(RunningApp app, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/crm") { Content = new StringContent("{}") };
        request.Headers.Add("X-Signature", signature);
        using var answer = await app.Client.SendAsync(request);
        Assert.Equal(signature == "valid" ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static Task<PulseHistory> HistoryAsync(RunningApp app) => new PulseStore(app.Tables.Cursor).ReadAsync("crm", default);
}
