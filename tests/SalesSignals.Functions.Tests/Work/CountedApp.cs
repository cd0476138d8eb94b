using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesSignals.Board;
using SalesSignals.Crm.StandardWebhooks;
using SalesSignals.Directory;
using SalesSignals.Functions.Host;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Storage.Metered;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>The app as it is put together for production, but for its storage, which is in memory and counted, and a clock that stands still.</summary>
internal sealed class CountedApp : IAsyncDisposable
{
    /// <summary>A Monday, when digests are due.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 16, 8, 0, 0, TimeSpan.Zero);

    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    private static readonly string[] Settings =
    [
        "--Sources:crm:Kind=StandardWebhooks", $"--Sources:crm:Secrets:0={Secret}",
        "--SendGrid:ApiKey=SG.none", "--SendGrid:From:Email=signals@example.com",
    ];

    private readonly WebApplication _app;
    private int _messages;

    private CountedApp(Action<IServiceCollection>? configure = null)
    {
        Tables = Tables.Open(name => new MeteredTable(name, Count.Count(new MemoryTable())));
        Queues = Queues.Open(name => new MeteredQueue(Count.Count(new MemoryQueue(name))));
        _app = Functions.Program.Build(Settings, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(new Standstill());
            builder.Services.AddSingleton(Tables);
            builder.Services.AddSingleton(Queues);
            configure?.Invoke(builder.Services);
        });
    }

    public StorageCount Count { get; } = new();

    public Tables Tables { get; }

    public Queues Queues { get; }

    public BoardStore Board => _app.Services.GetRequiredService<BoardStore>();

    /// <summary>The settings and people it works with.</summary>
    public DealAssessors.Moment Moment { get; private set; } = null!;

    /// <summary>Has read settings and people, as a running app does once a minute; counted from here on.</summary>
    public static async Task<CountedApp> WarmAsync(IEnumerable<Person>? people = null, Action<IServiceCollection>? configure = null)
    {
        var rig = new CountedApp(configure);
        await rig._app.Services.GetRequiredService<DirectoryStore>().SaveAsync([.. people ?? []], CancellationToken.None);
        rig.Moment = await rig._app.Services.GetRequiredService<DealAssessors>().CurrentAsync(CancellationToken.None);
        rig.Count.Reset();
        return rig;
    }

    /// <summary>Has just been started, over settings that it has not read yet.</summary>
    public static async Task<CountedApp> ColdAsync(SalesSettings settings)
    {
        var rig = new CountedApp();
        await new SettingsStore(rig.Tables.Settings).ApplyAsync(settings, Morning, CancellationToken.None);
        return rig;
    }

    /// <summary>Takes a signed webhook in.</summary>
    public Task<ReceiveResult> ReceiveAsync(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var id = $"msg_{++_messages}";
        var timestamp = Morning.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["webhook-id"] = [id],
            ["webhook-timestamp"] = [timestamp],
            ["webhook-signature"] = [StandardWebhookSignature.Sign(Secret, id, timestamp, bytes)],
        };
        var receiver = _app.Services.GetRequiredService<WebhookReceiver>();
        return receiver.ReceiveAsync("crm", new("POST", [], headers, bytes), CancellationToken.None);
    }

    /// <summary>Runs a function on each message of its queue, as its trigger does: taken, worked on, deleted. How many there were.</summary>
    public async Task<int> RunAsync(string function)
    {
        var trigger = (FunctionTrigger.Queue)_app.Services.GetRequiredService<FunctionCatalog>().Find(function)!;
        var runner = _app.Services.GetRequiredService<FunctionRunner>();
        var queue = Queues.Named(trigger.QueueName);
        var messages = await queue.ReceiveAsync(32, TimeSpan.FromMinutes(5), CancellationToken.None);
        foreach (var message in messages)
        {
            var outcome = await runner.RunAsync(trigger, new(function, message.Text, message.DequeueCount, IsPastDue: false), CancellationToken.None);
            if (outcome is not FunctionOutcome.Done)
            {
                throw new InvalidOperationException($"{function} ended as {outcome}.");
            }

            await queue.DeleteAsync(message, CancellationToken.None);
        }

        return messages.Count;
    }

    /// <summary>Lets a timer tick once.</summary>
    public Task<FunctionOutcome> TickAsync(string function) => _app.Services.GetRequiredService<FunctionRunner>().RunAsync(
        _app.Services.GetRequiredService<FunctionCatalog>().Find(function)!, new(function, null, 0, IsPastDue: false), CancellationToken.None);

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Standstill : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Morning;
    }
}
