using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesSignals.Functions.Endpoints;

namespace SalesSignals.Functions.Tests.Host;

/// <summary>Each entry says whose it is, and what broke, in words that quote nothing.</summary>
public sealed class InvocationLogTests : IDisposable
{
    private const string Invocation = "8d1a0bd4-98f2-4a4a-9f0c-0a3a3a3c5a11";

    private readonly KeptLogs _logs = new();

    [Fact]
    public async Task What_A_Request_Logs_Names_Its_Function_And_The_Hosts_Invocation()
    {
        await using var app = await StartAsync();

        await PostAsync(app, "/api/webhooks/crm", Invocation);

        Assert.Contains($"=> Function ReceiveWebhook, invocation {Invocation}", Entry("was refused"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("berta@customer.example")]
    public async Task Without_A_Host_The_Servers_Own_Number_Of_The_Request_Stands_There(string? strangers)
    {
        await using var app = await StartAsync();

        await PostAsync(app, "/api/webhooks/crm", strangers);

        Assert.Matches("=> Function ReceiveWebhook, invocation 0H[A-Z0-9]+:[0-9A-F]+", Entry("was refused"));
        Assert.DoesNotContain(_logs.Entries, entry => entry.Contains("berta", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_A_Queue_Function_Logs_Names_It_Its_Message_And_The_Try()
    {
        await using var app = await StartAsync();
        app.Handlers.Does = (_, _) => throw new InvalidOperationException("It is broken.");

        using var answer = await app.CallQueueFunctionAsync("ProcessDelivery", "x", dequeueCount: 2);

        Assert.Contains($"=> Function ProcessDelivery, invocation {Invocation}, message b0a8f1a2-6a0c-4d86-a1f9-4cf4d3a6d0f1, try 2", Entry("failed on try 2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_No_Endpoint_Answered_Is_Logged_Once_With_Its_Place_And_Without_What_It_Quotes()
    {
        await using var app = await StartAsync(() => JsonDocument.Parse("{\"name\": Berta}"));

        var status = await PostAsync(app, "/api/mail/events", Invocation);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        var entry = Entry("MailEvents failed: JsonReaderException (line 0, byte 9)");
        Assert.Contains("at SalesSignals.Functions.Endpoints.MailEventEndpoints.ReceiveAsync", entry, StringComparison.Ordinal);
        Assert.Contains($"=> Function MailEvents, invocation {Invocation}", entry, StringComparison.Ordinal);
        Assert.DoesNotContain(_logs.Entries, told => told.Contains("Berta", StringComparison.OrdinalIgnoreCase) || told.Contains("'B'", StringComparison.Ordinal));
    }

    public void Dispose() => _logs.Dispose();

    private Task<RunningApp> StartAsync(Action? onMailEvents = null) => RunningApp.UnderHostAsync((_, services) =>
    {
        services.AddSingleton<ILoggerProvider>(_logs);
        services.AddSingleton<RecordMailEvents>((_, _, _, _) =>
        {
            onMailEvents?.Invoke();
            return Task.FromResult(MailEventsOutcome.Recorded);
        });
    });

    private static async Task<HttpStatusCode> PostAsync(RunningApp app, string path, string? invocation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("[]") };
        if (invocation is not null)
        {
            request.Headers.Add(Invocations.IdHeader, invocation);
        }

        using var answer = await app.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private string Entry(string part) => Assert.Single(_logs.Entries, entry => entry.Contains(part, StringComparison.Ordinal));
}
