using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SalesSignals.Functions.Host;
using SalesSignals.Functions.Standalone;

namespace SalesSignals.Functions.Tests.Host;

public sealed class StartTests
{
    [Fact]
    public async Task Under_The_Host_The_App_Listens_On_Loopback_At_The_Given_Port_Alone()
    {
        var port = FreePort();
        await using var app = await RunningApp.UnderHostAsync(null, $"--FUNCTIONS_CUSTOMHANDLER_PORT={port}", "--urls=http://0.0.0.0:0");

        Assert.Equal(new Uri($"http://127.0.0.1:{port}"), app.Address);
    }

    [Fact]
    public async Task The_Host_Gets_An_Answer_From_The_Root()
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await app.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Under_The_Host_Nothing_Is_Polled()
    {
        await using var app = await RunningApp.UnderHostAsync();

        Assert.DoesNotContain(app.Services.GetServices<IHostedService>(), service => service is QueuePump or TimerPump);
    }

    [Fact]
    public async Task On_Its_Own_The_App_Polls_Each_Queue_And_Fires_Timers()
    {
        await using var app = await RunningApp.StandaloneAsync();

        var services = app.Services.GetServices<IHostedService>().ToList();
        Assert.Equal(3, services.Count(service => service is QueuePump));
        Assert.Equal(1, services.Count(service => service is TimerPump));
    }

    [Fact]
    public async Task Under_The_Host_There_Is_No_Admin()
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await app.Client.PostAsync("/admin/functions/SweepOutbox", new StringContent("{}", null, "application/json"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task On_Its_Own_Nobody_Can_Call_A_Function_As_The_Host_Does()
    {
        await using var app = await RunningApp.StandaloneAsync();

        using var answer = await app.CallQueueFunctionAsync("ProcessDelivery", "forged");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(app.Handlers.Calls);
    }

    [Fact]
    public void A_Secret_That_Key_Vault_Has_Not_Given_Is_Refused_By_Name()
    {
        var problem = Assert.Throws<StartException>(() => Functions.Program.Build(
            ["--Sources:hubspot:Secrets:0=@Microsoft.KeyVault(VaultName=kv;SecretName=hubspot)", "--Sources:hubspot:Kind=HubSpot"]));

        Assert.Contains("Sources__hubspot__Secrets__0", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SecretName", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("70000")]
    [InlineData("-1")]
    [InlineData("http")]
    public void A_Port_That_Is_None_Is_Told(string port)
    {
        var problem = Assert.Throws<StartException>(() => Functions.Program.Build([$"--FUNCTIONS_CUSTOMHANDLER_PORT={port}"]));

        Assert.Contains("FUNCTIONS_CUSTOMHANDLER_PORT", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Handler_Without_Function_Json_And_The_Reverse_Are_Told()
    {
        var catalog = new FunctionCatalog([new FunctionTrigger.Queue("ProcessDelivery", "message", "deliveries")]);

        var problem = Assert.Throws<StartException>(() => new FunctionHandlers(catalog, [new("SendEmail", (_, _) => Task.CompletedTask)]));

        Assert.Contains("ProcessDelivery/function.json has no handler", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'SendEmail' has no queue or timer trigger", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Products_Handlers_Are_Those_Of_The_Function_Json_Files()
    {
        var catalog = FunctionCatalog.Read(AppContext.BaseDirectory);
        var names = new ServiceCollection().AddFunctionHandlers()
            .Count(service => service.ServiceType == typeof(FunctionHandler));

        Assert.Equal(catalog.Functions.Count(function => function is not FunctionTrigger.Http), names);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
