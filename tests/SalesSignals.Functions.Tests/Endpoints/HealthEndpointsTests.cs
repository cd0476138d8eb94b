using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Functions.Tests.Host;
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
        Assert.Equal("""{"live":true,"ready":true,"storage":"reachable"}""", await answer.Content.ReadAsStringAsync());
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
