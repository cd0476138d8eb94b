using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Azure;
using SalesSignals.Functions.Pulse;
using SalesSignals.Functions.Telemetry;
using SalesSignals.Functions.Tests.Work;
using SalesSignals.Outbox;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Telemetry;

[Collection(Listening.Name)]
public partial class MetricTests
{
    [Fact]
    public async Task The_Way_From_A_Webhook_To_Its_Emails_Is_Measured()
    {
        using var metrics = new MetricRecorder();
        await using var app = await TracedApp.StartAsync(new());

        await app.RunFromWebhookToMailAsync();

        Assert.Equal(1, metrics.Sum("salessignals.webhooks", "source=crm,outcome=stored"));
        Assert.Equal(1, metrics.Sum("salessignals.events", "source=crm,outcome=applied"));
        Assert.Equal([0.0], metrics.Values("salessignals.delivery.lag", "source=crm"));
        Assert.Single(metrics.Values("salessignals.event.lag", "source=crm"));
        Assert.Equal(1, metrics.Sum("salessignals.signals", "kind=close-date-passed,change=raised"));
        Assert.NotEmpty(metrics.Values("salessignals.rules.duration", ""));
        Assert.Equal(1, metrics.Sum("salessignals.mail", "kind=rep-alert,outcome=composed"));
        Assert.Equal(1, metrics.Sum("salessignals.mail", "kind=rep-alert,outcome=sent"));
        Assert.Equal(1, metrics.Sum("salessignals.mail", "kind=morning-digest,outcome=sent"));
        Assert.Single(metrics.Values("salessignals.mail.delay", "kind=rep-alert"));
        Assert.Single(metrics.Values("salessignals.function.duration", "function=ProcessDelivery,outcome=done"));
    }

    [Fact]
    public async Task Storage_Operations_Are_Measured_As_They_Are_Billed()
    {
        using var metrics = new MetricRecorder();
        await using var app = await TracedApp.StartAsync(new());
        var before = metrics.Measured.Count(one => one.Name == "salessignals.storage.duration");

        await app.RunFromWebhookToMailAsync();

        Assert.Equal(app.Count.Queue + app.Count.Table, metrics.Measured.Count(one => one.Name == "salessignals.storage.duration") - before);
        Assert.Single(metrics.Values("salessignals.storage.duration", "store=deliveries,operation=send,outcome=ok"));
        Assert.NotEmpty(metrics.Values("salessignals.storage.duration", "store=Deals,operation=transaction,outcome=ok"));
    }

    [Fact]
    public async Task What_Is_Refused_Is_Measured_By_Configured_Names_Only()
    {
        using var metrics = new MetricRecorder();
        await using var app = await TracedApp.StartAsync(new());
        var receiver = app.Get<SalesSignals.Webhooks.WebhookReceiver>();

        await receiver.ReceiveAsync("CRM", new("POST", [], new Dictionary<string, IReadOnlyList<string>>(), new byte[] { 1 }), CancellationToken.None);
        await receiver.ReceiveAsync("made-up-by-a-stranger", new("POST", [], new Dictionary<string, IReadOnlyList<string>>(), new byte[] { 1 }), CancellationToken.None);

        var told = metrics.Measured.Where(one => one.Name == "salessignals.webhooks").Select(one => one.Tags).ToList();
        Assert.Equal(["source=crm,outcome=MissingSignature", "source=(unknown),outcome=unknown-source"], told);
    }

    [Fact]
    public async Task Queues_Sources_And_Waiting_Mail_Are_Looked_At()
    {
        using var metrics = new MetricRecorder();
        await using var app = await TracedApp.StartAsync(new());
        await app.ReceiveTroubleAsync();
        await app.RunAsync("ProcessDelivery");
        await app.Get<PulseKeeper>().FlushAsync(CancellationToken.None);
        await app.TickAsync("ScheduleDigests");
        await app.Queues.EmailsPoison.SendAsync("x", TimeSpan.Zero, CancellationToken.None);
        using var watch = new TelemetryWatch(app.Queues, app.Get<SourceWatch>(), app.Get<EmailOutbox>(), new Later(), NullLogger<TelemetryWatch>.Instance);

        await app.RunAsync("ProcessWork");
        await watch.LookAsync(CancellationToken.None);

        Assert.Equal([2], metrics.Values("salessignals.queue.messages", "queue=emails"));
        Assert.Equal([1], metrics.Values("salessignals.queue.messages", "queue=emails-poison"));
        Assert.Equal([0], metrics.Values("salessignals.source.silent", "source=crm"));
        Assert.Equal([3600.0], metrics.Values("salessignals.source.quiet", "source=crm"));
        Assert.Equal([3600.0], metrics.Values("salessignals.outbox.oldest", ""));
    }

    [Fact]
    public async Task A_Storage_Service_With_Another_Clock_Is_Noticed()
    {
        using var metrics = new MetricRecorder();
        await using var service = await OneAnswer.StartAsync(DateTimeOffset.UnixEpoch);
        var storage = StorageConnection.FromConnectionString(
            $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;TableEndpoint={service.Address}/a;QueueEndpoint={service.Address}/a");

        await storage.Table("Deals").GetAsync("p", "r", CancellationToken.None);

        Assert.True(metrics.Values("salessignals.clock.skew", "peer=storage").Single() < -TimeSpan.FromDays(365).TotalSeconds);
    }

    /// <summary>docs/operate.md has a row for each: its name, its unit, its kind and its tags.</summary>
    [Fact]
    public void Every_Metric_Is_Documented_As_It_Is()
    {
        using var metrics = new MetricRecorder();
        var documented = Rows().Matches(File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "docs", "operate.md")))
            .Select(row => $"{row.Groups["name"].Value}|{row.Groups["kind"].Value}|{row.Groups["unit"].Value}");

        var real = metrics.Instruments.Select(one => $"{one.Name}|{KindOf(one)}|{one.Unit}");

        Assert.Equal(real.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Histogram<double> => "histogram",
        Counter<long> => "counter",
        _ => "gauge",
    };

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "SalesSignals.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    [GeneratedRegex(@"^\| `(?<name>salessignals\.[a-z.]+)` \| (?<kind>\w+) \| `?(?<unit>[^`|]+?)`? \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => CountedApp.Morning.AddHours(1);
    }
}
