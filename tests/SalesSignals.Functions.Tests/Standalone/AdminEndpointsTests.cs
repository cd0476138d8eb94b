using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Functions.Tests.Host;

namespace SalesSignals.Functions.Tests.Standalone;

public sealed class AdminEndpointsTests
{
    [Fact]
    public async Task A_Queue_Function_Runs_By_Hand_With_The_Given_Message()
    {
        await using var app = await RunningApp.StandaloneAsync();

        using var answer = await app.Client.SendAsync(Run("ProcessDelivery", """{"input":"{\"a\":1}"}"""));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("""{"a":1}""", Assert.Single(app.Handlers.Calls).MessageText);
    }

    [Theory]
    [InlineData("""{"input":""}""")]
    [InlineData("{}")]
    public async Task A_Timer_Runs_By_Hand(string body)
    {
        await using var app = await RunningApp.StandaloneAsync();

        using var answer = await app.Client.SendAsync(Run("SweepOutbox", body));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Null(Assert.Single(app.Handlers.Calls).MessageText);
    }

    [Fact]
    public async Task A_Failure_Is_Told_And_Nothing_Is_Put_Aside()
    {
        await using var app = await RunningApp.StandaloneAsync();
        app.Handlers.Does = (_, _) => throw new Storage.UnreadableMessageException("The message is not JSON.");

        using var answer = await app.Client.SendAsync(Run("ProcessDelivery", """{"input":"x"}"""));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("The message is not JSON.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await app.Queues.DeliveriesPoison.CountAsync(default));
    }

    [Theory]
    [InlineData("NoSuchFunction")]
    [InlineData("ReceiveWebhook")]
    public async Task Only_Queue_And_Timer_Functions_Run_By_Hand(string function)
    {
        await using var app = await RunningApp.StandaloneAsync();

        using var answer = await app.Client.SendAsync(Run(function, "{}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("10.0.0.9", false)]
    [InlineData("192.168.1.4", false)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    public async Task Only_This_Machine_May_By_Its_Connection(string remote, bool isAllowed)
    {
        await using var app = await RunningApp.StandaloneAsync((_, services) => services.AddSingleton<IStartupFilter>(new From(IPAddress.Parse(remote))));

        using var answer = await app.Client.SendAsync(Run("SweepOutbox", "{}"));

        Assert.Equal(isAllowed ? HttpStatusCode.Accepted : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Host", "evil.example.com")]
    public async Task Neither_A_Proxy_Nor_A_Web_Page_May(string header, string value)
    {
        await using var app = await RunningApp.StandaloneAsync();
        using var request = Run("SweepOutbox", "{}");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(app.Handlers.Calls);
    }

    [Fact]
    public async Task What_A_Form_Can_Send_Is_Refused()
    {
        await using var app = await RunningApp.StandaloneAsync();

        using var answer = await app.Client.PostAsync("/admin/functions/SweepOutbox", new StringContent("{}", Encoding.UTF8, "text/plain"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static HttpRequestMessage Run(string function, string body) => new(HttpMethod.Post, $"/admin/functions/{function}")
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    /// <summary>Makes each connection come from an address.</summary>
    private sealed class From(IPAddress remote) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Connection.RemoteIpAddress = remote;
                return following(context);
            });
            next(app);
        };
    }
}
