using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Pulse;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Functions.Tests.Endpoints;

public sealed class HealthEndpointsTests
{
    [Fact]
    public async Task A_Healthy_App_Is_Live_And_Ready()
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await app.Client.GetAsync("/api/health");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            """
            {"live":true,"ready":true,"storage":"reachable",
            "queues":[{"name":"deliveries","waiting":0,"poison":0},{"name":"work","waiting":0,"poison":0},{"name":"emails","waiting":0,"poison":0}],
            "sources":[{"name":"crm","kind":"Test","deliveriesLastHour":0,"deliveriesLastDay":0,"refusedLastDay":{},"lastReconcileFailed":false,"differencesLast7Days":0}]}
            """.ReplaceLineEndings(""),
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Each_Source_Says_What_It_Sends_And_How_Late()
    {
        await using var app = await RunningApp.UnderHostAsync();
        var pulses = new PulseStore(app.Tables.Cursor);
        var hour = new PulseHour { StartsAt = RunningApp.Noon.AddHours(-1), Deliveries = 5, Events = 7 };
        await pulses.KeepAsync(
            "crm",
            hour with
            {
                LastDeliveryAt = RunningApp.Noon.AddMinutes(-2),
                LastEventAt = RunningApp.Noon.AddMinutes(-3),
                LongestDelay = TimeSpan.FromMilliseconds(61_240),
                LongestProcessing = TimeSpan.FromSeconds(2),
                Refused = hour.Refused.SetItem("TooOld", 3),
            },
            "one",
            default);
        await pulses.KeepAsync("crm", new() { StartsAt = RunningApp.Noon.AddHours(-20), Deliveries = 11, LastDeliveryAt = RunningApp.Noon.AddHours(-20) }, "two", default);
        await app.Queues.DeliveriesPoison.SendAsync("broken", TimeSpan.Zero, default);

        var health = await HealthAsync(app);

        var source = health.GetProperty("sources")[0];
        Assert.Equal((5, 16, 3), (source.GetProperty("deliveriesLastHour").GetInt32(), source.GetProperty("deliveriesLastDay").GetInt32(), source.GetProperty("refusedLastDay").GetProperty("TooOld").GetInt32()));
        Assert.Equal("""{"deliverySeconds":61.2,"processingSeconds":2}""", source.GetProperty("lag").GetRawText());
        Assert.Equal(RunningApp.Noon.AddMinutes(-2), source.GetProperty("lastDeliveryAt").GetDateTimeOffset());
        Assert.Equal(RunningApp.Noon.AddMinutes(-3), source.GetProperty("lastEventAt").GetDateTimeOffset());
        Assert.False(source.TryGetProperty("silent", out _));
        Assert.Equal(1, health.GetProperty("queues")[0].GetProperty("poison").GetInt32());
    }

    [Fact]
    public async Task A_Silent_Source_Is_Told_With_Its_Evidence_And_Is_No_Outage()
    {
        await using var app = await RunningApp.UnderHostAsync();
        for (var hour = 0; hour < 14; hour++)
        {
            // Wednesday from nine to five, Thursday to a quarter past two; it is Friday noon.
            var startsAt = RunningApp.Noon.AddDays(hour < 8 ? -2 : -1).AddHours((hour % 8) - 3);
            await new PulseStore(app.Tables.Cursor).KeepAsync("crm", new() { StartsAt = startsAt, Deliveries = 1, LastDeliveryAt = startsAt.AddMinutes(10) }, "one", default);
        }

        var health = await HealthAsync(app);

        Assert.Equal(
            """{"since":"2026-11-19T14:10:00+00:00","usualGapHours":1,"silentForHours":5.8,"threshold":"4 times its usual gap of 1 working hour","severity":"low"}""",
            health.GetProperty("sources")[0].GetProperty("silent").GetRawText());
    }

    [Fact]
    public async Task How_A_Source_Stands_Beside_Its_Crm_Is_Told_Without_The_Words_Of_A_Failure()
    {
        await using var app = await RunningApp.UnderHostAsync();
        var status = new TableRow("source|crm", "reconcile|status") { ["LastRunAt"] = RunningApp.Noon, ["LastError"] = "<html>Anna Lindqvist</html>" };
        await app.Tables.Cursor.WriteAsync(new TableWrite.Upsert(status), default);

        using var answer = await app.Client.GetAsync("/api/health");

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"lastReconcileAt\":\"2026-11-20T12:00:00+00:00\",\"lastReconcileFailed\":true", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", text, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> HealthAsync(RunningApp app)
    {
        using var answer = await app.Client.GetAsync("/api/health");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }

    [Fact]
    public async Task Without_Storage_It_Lives_And_Is_Not_Ready_Until_Storage_Is_Back()
    {
        var storage = new FailingQueue(new MemoryQueue("deliveries"));
        await using var app = await RunningApp.UnderHostAsync((app, services) => services.AddSingleton(app.Queues with { Deliveries = storage }));

        using var down = await app.Client.GetAsync("/api/health");
        storage.IsDown = false;
        app.Clock.Advance(TimeSpan.FromSeconds(6));
        using var up = await app.Client.GetAsync("/api/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);
        Assert.Equal("""{"live":true,"ready":false,"storage":"unreachable"}""", await down.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, up.StatusCode);
    }

    [Fact]
    public async Task However_Many_Ask_Storage_Is_Asked_Once_In_A_While()
    {
        var storage = new FailingQueue(new MemoryQueue("deliveries")) { IsDown = false };
        await using var app = await RunningApp.UnderHostAsync((app, services) => services.AddSingleton(app.Queues with { Deliveries = storage }));

        for (var i = 0; i < 20; i++)
        {
            using var answer = await app.Client.GetAsync("/api/health");
        }

        Assert.Equal(1, storage.Calls);
    }
}
