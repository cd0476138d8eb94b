using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesSignals.Directory;
using SalesSignals.Functions.Host;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Functions.Tests.Work;
using SalesSignals.Outbox;
using SalesSignals.Storage;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Telemetry;

/// <summary>
/// From a webhook to the mail about it: whatever stands in a payload, and wherever, neither logs nor traces nor metrics say it, and the reasons
/// in poison do not either. The payload itself waits in poison, as docs/operate.md says.
/// </summary>
[Collection(Listening.Name)]
public sealed class NothingTellsOnAnybodyTests
{
    private const string Name = "Berta Marker-Brandt";
    private const string Email = "berta.marker@customer.example";
    private const string Secret = "SG.marker-5ecret-0123456789";
    private const string All = $"{Name} <{Email}> {Secret}";

    private static readonly string[] Parts = [Name, Email, Secret, "Marker-Brandt", "berta.marker", "5ecret"];

    /// <summary>What can be read, and tells of a person and of trouble.</summary>
    private static readonly string[] Good =
    [
        SampleEvents.Changed(1, 1, $"\"name\":\"{All}\",\"stage\":\"discovery\",\"ownerId\":\"7\",\"closeDate\":\"2026-11-02\",\"url\":\"https://crm.example/?q=marker-5ecret\""),
        $$"""{"type":"contact.associated","id":"e2","occurredAt":"2026-11-02T09:00:00Z","contact":{"id":"8","dealId":"1","name":"{{Name}}","email":"{{Email}}"} }""",
        $$"""{"type":"activity.logged","id":"e3","occurredAt":"2026-11-03T09:00:00Z","activity":{"id":"n","dealId":"1","kind":"note","startsAt":"2026-11-03T09:00:00Z","contactIds":["8"],"text":"{{All}}: next step, {{Name}} calls on 3 December"} }""",
    ];

    /// <summary>What cannot be read, each in a way of its own.</summary>
    private static readonly string[] Broken =
    [
        $"{{\"type\": {All}",
        $"\"{All}\"",
        $"[\"{All}\"]",
        $$"""{"type":"{{All}}","id":"e","occurredAt":"2026-11-02T09:00:00Z"}""",
        $$"""{"{{Email}}":"{{Name}}"}""",
        $$"""{"type":"deal.changed","id":"e","occurredAt":"{{All}}","deal":{"id":"1"} }""",
        SampleEvents.Changed(4, 1, $"\"amount\":\"{All}\""),
        SampleEvents.Changed(5, 1, $"\"currency\":\"{Email}\""),
        SampleEvents.Changed(6, 1, $"\"status\":\"{Name}\""),
        SampleEvents.Changed(7, 1, $"\"closeDate\":\"{Secret}\""),
        SampleEvents.Changed(8, 1, $"\"url\":\"{Email}\""),
        SampleEvents.Changed(9, 1, $"\"name\":\"{Name}\\ud800\""),
        $$"""{"type":"activity.logged","id":"e","occurredAt":"2026-11-02T09:00:00Z","activity":{"id":"n","dealId":"1","kind":"{{Name}}"} }""",
        $$"""{"type":"activity.logged","id":"e","occurredAt":"2026-11-02T09:00:00Z","activity":{"id":"n","dealId":"1","kind":"note","contactIds":[{"{{Name}}":1}]} }""",
    ];

    [Fact]
    public async Task What_Is_Told_Of_A_Hostile_Payload_Holds_Nothing_Of_It()
    {
        using var logs = new KeptLogs();
        using var traces = new TraceRecorder();
        using var metrics = new MetricRecorder();
        await using var app = await TracedApp.StartAsync(new AcceptingSender(), services => KeepAll(services, logs));

        foreach (var body in Good.Concat(Broken))
        {
            await app.ReceiveAsync(body);
        }

        await app.RunAsync("ProcessDelivery");
        foreach (var timer in (string[])["ScheduleEvaluation", "ScheduleDigests"])
        {
            await app.TickAsync(timer);
            while (await app.RunAsync("ProcessWork") > 0)
            {
            }
        }

        Assert.True(await app.RunAsync("SendEmail") >= 2);

        var poison = (await app.Queues.DeliveriesPoison.PeekAsync(32, default)).Select(message => PoisonMessage.Read(message.Text)).ToList();
        var reasons = poison.Select(message => $"{message.Reason}").ToList();
        Assert.True(poison.Count >= 10, string.Join('\n', reasons));
        Assert.All(reasons, Assert.NotEmpty);
        Assert.Contains(logs.Entries, entry => entry.Contains("was set aside", StringComparison.Ordinal));
        AssertNothing(reasons);
        AssertNothing(logs.Entries);
        AssertNothing(traces.Ended.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append($"{span.DisplayName} {span.StatusDescription}")));
        AssertNothing(metrics.Measured.Select(one => one.Tags));
    }

    /// <summary>An exception that quotes a row's text, on the way of each kind of work.</summary>
    [Theory]
    [InlineData("ProcessDelivery")]
    [InlineData("ProcessWork")]
    [InlineData("SendEmail")]
    public async Task What_Waits_On_A_Queue_And_Is_None_Of_Ours_Is_Not_Quoted(string function)
    {
        using var logs = new KeptLogs();
        await using var app = await TracedApp.StartAsync(new AcceptingSender(), services => KeepAll(services, logs));
        string[] messages =
        [
            All, $"{{\"{Name}\":{Email}", $$"""{"name":"{{Name}}","version":"{{Secret}}","data":"{{Email}}"}""",
            $$"""{"name":"delivery","version":1,"data":{"id":{"{{Name}}":1},"headers":{"{{Email}}":{"{{Name}}":"{{Secret}}"} } } }""",
            $$"""{"name":"send-email","version":1,"data":{"person":["{{Email}}"]} }""",
        ];

        foreach (var message in messages)
        {
            await app.Get<FunctionRunner>().RunAsync(app.Get<FunctionCatalog>().Find(function)!, new(function, message, 5, IsPastDue: false), default);
        }

        Assert.True(logs.Entries.Count(entry => entry.Contains("aside", StringComparison.Ordinal)) >= 3);
        AssertNothing(logs.Entries);
    }

    [Fact]
    public async Task A_Row_Of_The_Outbox_That_Cannot_Be_Read_Is_Named_And_Not_Quoted()
    {
        using var logs = new KeptLogs();
        await using var app = await TracedApp.StartAsync(new AcceptingSender(), services => KeepAll(services, logs));
        await app.ReceiveTroubleAsync();
        await app.RunAsync("ProcessDelivery");
        await app.TickAsync("ScheduleDigests");
        await app.RunAsync("ProcessWork");
        var rows = new List<TableRow>();
        await foreach (var page in app.Tables.Outbox.QueryAsync(new TableQuery(), default))
        {
            rows.AddRange(page.Where(row => row.RowKey.StartsWith($"{EmailKinds.RepAlert}|", StringComparison.Ordinal)));
        }

        var alert = Assert.Single(rows);
        alert["State"] = All;
        await app.Tables.Outbox.WriteAsync(new TableWrite.Upsert(alert), default);
        await app.Get<EmailOutbox>().SweepAsync(CountedApp.Morning.AddHours(1), default);

        Assert.Single(logs.Entries, entry => entry.Contains("cannot be read from the outbox: InvalidDataException", StringComparison.Ordinal));
        AssertNothing(logs.Entries);
    }

    /// <summary>At every level, whatever the configuration says.</summary>
    private static void KeepAll(IServiceCollection services, KeptLogs logs) => services
        .AddSingleton<ILoggerProvider>(logs)
        .PostConfigure<LoggerFilterOptions>(options =>
        {
            options.Rules.Clear();
            options.MinLevel = LogLevel.Trace;
        });

    private static void AssertNothing(IEnumerable<string> told) =>
        Assert.All(told, one => Assert.All(Parts, part => Assert.DoesNotContain(part, one, StringComparison.OrdinalIgnoreCase)));
}
