using System.Diagnostics;
using SalesSignals.Functions.Host;
using SalesSignals.Functions.Tests.Work;
using SalesSignals.Outbox;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Telemetry;

[Collection(Listening.Name)]
public class OneTraceTests
{
    private static readonly string[] WayOfAnAlert = ["receive webhook", "process deliveries", "apply delivery", "compose alert", "process emails", "send email"];

    [Fact]
    public async Task One_Trace_Goes_From_The_Webhook_To_The_Alert()
    {
        using var traces = new TraceRecorder();
        var sender = new AcceptingSender();
        await using var app = await TracedApp.StartAsync(sender);

        await app.RunFromWebhookToMailAsync();

        Assert.Equal(2, sender.Taken);
        var webhook = traces.One("receive webhook");
        var alerts = traces.Ended.Where(span => span.TraceId == webhook.TraceId).ToList();
        Assert.Equal(WayOfAnAlert.Order(), alerts.Select(span => span.OperationName).Order());
        AssertChain(alerts, WayOfAnAlert);
    }

    [Fact]
    public async Task One_Trace_Goes_From_The_Tick_To_The_Digest()
    {
        using var traces = new TraceRecorder();
        await using var app = await TracedApp.StartAsync(new());

        await app.RunFromWebhookToMailAsync();

        var tick = traces.One("tick ScheduleDigests");
        AssertChain(
            [.. traces.Ended.Where(span => span.TraceId == tick.TraceId && span.GetTagItem("salessignals.kind") is not "rep-alert")],
            ["tick ScheduleDigests", "process work", "compose digest", "process emails", "send email"]);
    }

    [Fact]
    public async Task Who_Asked_For_The_Alert_Is_Linked()
    {
        using var traces = new TraceRecorder();
        await using var app = await TracedApp.StartAsync(new());

        await app.RunFromWebhookToMailAsync();

        var tick = traces.One("tick ScheduleDigests");
        Assert.Contains(traces.One("compose alert").Links, link => link.Context.TraceId == tick.TraceId);
    }

    [Fact]
    public async Task What_The_Sweep_Asks_For_Goes_On_In_The_Trace_Of_The_Message()
    {
        using var traces = new TraceRecorder();
        await using var app = await TracedApp.StartAsync(new());
        await app.ReceiveTroubleAsync();
        await app.RunAsync("ProcessDelivery");
        await app.TickAsync("ScheduleDigests");
        await app.RunAsync("ProcessWork");
        await app.Queues.Emails.ReceiveAsync(32, TimeSpan.FromHours(1), CancellationToken.None);

        await app.Get<EmailOutbox>().SweepAsync(CountedApp.Morning.AddMinutes(30), CancellationToken.None);

        var asked = await app.Queues.Emails.PeekAsync(32, CancellationToken.None);
        Assert.Contains(asked, message => NamedMessage.TraceOf(message.Text)!.Contains(traces.One("receive webhook").TraceId.ToHexString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Message_From_Before_Traces_Is_Read_And_Begins_One()
    {
        await using var app = await TracedApp.StartAsync(new());
        await app.ReceiveTroubleAsync();
        Assert.Null(NamedMessage.TraceOf((await app.Queues.Deliveries.PeekAsync(1, CancellationToken.None))[0].Text));

        using var traces = new TraceRecorder();
        await app.RunAsync("ProcessDelivery");

        Assert.Null(traces.One("process deliveries").ParentId);
    }

    [Theory]
    [InlineData("""{"traceparent":"00-zz-zz-zz","name":"x","version":1,"data":{}}""")]
    [InlineData("""{"traceparent":"00-00000000000000000000000000000000-0000000000000000-01","name":"x","version":1,"data":{}}""")]
    [InlineData("{\"traceparent\":\"")]
    [InlineData("")]
    public async Task A_Broken_Trace_Breaks_Nothing(string text)
    {
        using var traces = new TraceRecorder();
        await using var app = await TracedApp.StartAsync(new());

        var outcome = await app.Get<FunctionRunner>().RunAsync(
            app.Get<FunctionCatalog>().Find("ProcessWork")!, new("ProcessWork", text, 1, IsPastDue: false), CancellationToken.None);

        Assert.IsType<FunctionOutcome.Poisoned>(outcome);
        Assert.Equal(ActivityStatusCode.Error, traces.One("process work").Status);
    }

    [Fact]
    public async Task No_Span_Names_A_Person_Or_A_Deal()
    {
        using var traces = new TraceRecorder();
        await using var app = await TracedApp.StartAsync(new());

        await app.RunFromWebhookToMailAsync();

        var told = string.Join('\n', traces.Ended.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}").Append(span.DisplayName)));
        Assert.DoesNotContain("Acme", told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("rob", told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@", told, StringComparison.Ordinal);
    }

    /// <summary>Each span is the child of the one before.</summary>
    private static void AssertChain(List<Activity> spans, string[] names)
    {
        var chain = new List<string>();
        for (var span = Assert.Single(spans, span => span.OperationName == names[^1]); span is not null; span = spans.Find(parent => parent.SpanId == span.ParentSpanId))
        {
            chain.Insert(0, span.OperationName);
        }

        Assert.Equal(names, chain);
    }
}
