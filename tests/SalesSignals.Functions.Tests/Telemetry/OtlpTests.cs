using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using SalesSignals.Functions.Tests.Host;

namespace SalesSignals.Functions.Tests.Telemetry;

[Collection(Listening.Name)]
public class OtlpTests
{
    private static readonly string[] Mail = ["--SendGrid:ApiKey=SG.none", "--SendGrid:From:Email=signals@example.com"];

    [Fact]
    public async Task Without_An_Endpoint_Nobody_Listens()
    {
        await using var app = await RunningApp.StandaloneAsync();

        Assert.Null(app.Services.GetService<TracerProvider>());
        using var source = new ActivitySource(SalesSignals.Telemetry.SalesTracing.SourceName);
        Assert.False(source.HasListeners());
    }

    [Fact]
    public async Task Traces_Metrics_And_Logs_Are_Out_When_The_App_Has_Stopped()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        await RunAsync(receiver);

        Assert.Contains("receive webhook", receiver.Of("traces"), StringComparison.Ordinal);
        Assert.Contains("salessignals.webhooks", receiver.Of("metrics"), StringComparison.Ordinal);
        Assert.Contains("salessignals.queue.messages", receiver.Of("metrics"), StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", receiver.Of("metrics"), StringComparison.Ordinal);
        Assert.Contains("was refused", receiver.Of("logs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_Variables_Are_Honoured()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        await RunAsync(receiver, "--OTEL_SERVICE_NAME=signals-of-acme", "--OTEL_EXPORTER_OTLP_HEADERS=x-key=k1", "--OTEL_TRACES_SAMPLER=always_off");

        Assert.Contains("signals-of-acme", receiver.Of("metrics"), StringComparison.Ordinal);
        Assert.Contains("signals-of-acme", receiver.Of("logs"), StringComparison.Ordinal);
        Assert.Equal(["k1"], receiver.Keys);
        Assert.Empty(receiver.Of("traces"));
    }

    [Fact]
    public async Task One_Of_The_Three_Can_Be_Left_Out()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        await RunAsync(receiver, "--OTEL_LOGS_EXPORTER=none");

        Assert.Empty(receiver.Of("logs"));
        Assert.NotEmpty(receiver.Of("traces"));
    }

    [Fact]
    public async Task No_Address_With_A_Secret_Leaves_And_No_Probe_Is_Told()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        await RunAsync(receiver);

        Assert.DoesNotContain("s3cret", receiver.All, StringComparison.Ordinal);
        Assert.DoesNotContain("api/health", receiver.Of("traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Receiver_That_Is_Gone_Does_Not_Keep_The_App_From_Ending()
    {
        var app = await RunningApp.StandaloneAsync(
            null, ["--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", .. Mail]);
        await app.Client.GetAsync(new Uri("/api/health", UriKind.Relative));

        var since = Stopwatch.GetTimestamp();
        await app.DisposeAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(9));
    }

    /// <summary>A day in the life of an app: a probe, a webhook that is refused, a link with a secret in it, and the end.</summary>
    private static async Task RunAsync(OtlpReceiver receiver, params string[] settings)
    {
        await using var app = await RunningApp.StandaloneAsync(
            null, [$"--OTEL_EXPORTER_OTLP_ENDPOINT={receiver.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", .. Mail, .. settings]);
        await app.Client.GetAsync(new Uri("/api/health", UriKind.Relative));
        using var body = new StringContent("{}");
        using var refused = await app.Client.PostAsync(new Uri("/api/webhooks/crm?access_token=s3cret", UriKind.Relative), body);
        await app.Client.GetAsync(new Uri("/api/actions/s3cret", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }
}
