using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Tests.Board;

/// <summary>The queue function of deliveries over memory, with a CRM to ask.</summary>
internal sealed class HydrationRig
{
    private readonly DeliveryStore _deliveries = new(new MemoryTable());
    private readonly DeliveryProcessor _processor;
    private readonly ManualTime _time = new(Some.Noon.AddDays(30));

    public HydrationRig(CrashPoints? points = null, bool hasClient = true)
    {
        Points = points ?? new();
        Deliveries = new("deliveries", _time);
        var (deals, board) = (new MemoryTable(), new MemoryTable());
        Stores = new(deals, BoardTable = board);
        var source = new CrmSource
        {
            Webhook = new() { Name = "crm", Kind = "Test", Verify = (_, _) => WebhookVerdict.Accepted },
            Translate = _ => Says,
            TellsActivities = true,
            Client = hasClient ? Crm : null,
        };
        var assessors = new DealAssessors(new SettingsStore(new MemoryTable()), new DirectoryStore(new MemoryTable()), [source], _time, NullLogger<DealAssessors>.Instance);
        var store = new DealStore(Points.Over(deals));
        var desk = new DealDesk(store, new BoardStore(Points.Over(board)), _time);
        var intake = new DealIntake(assessors, desk);
        var hydration = new Hydration(intake, Points.Over(Deliveries), NullLogger<Hydration>.Instance);
        Forgetting = new(new(Points.Over(deals)), store, desk, assessors, Points.Over(Deliveries), _time, NullLogger<Forgetting>.Instance);
        _processor = new(_deliveries, [source], intake, hydration, Forgetting, new MemoryQueue("poison"), new(), _time, NullLogger<DeliveryProcessor>.Instance);
    }

    public CrashPoints Points { get; }

    public ScriptedCrm Crm { get; } = new();

    /// <summary>What every delivery says.</summary>
    public Translation Says { get; set; } = new([], []);

    public Pipeline Stores { get; }

    public ITable BoardTable { get; }

    public Forgetting Forgetting { get; }

    public MemoryQueue Deliveries { get; }

    public async Task DeliverAsync()
    {
        var delivery = new Delivery("d", "crm", _time.GetUtcNow(), new Dictionary<string, string>(), Encoding.UTF8.GetBytes("[]"));
        await ProcessAsync(await _deliveries.KeepAsync(delivery, default));
    }

    public Task ProcessAsync(string message) => _processor.ProcessAsync(message, default);

    /// <summary>Lets time pass, and processes what is visible then; a message is done when it did not fail. How many there were.</summary>
    public async Task<int> WaitAsync(TimeSpan wait)
    {
        _time.Now += wait;
        var messages = await Deliveries.ReceiveAsync(32, TimeSpan.FromMinutes(5), default);
        foreach (var message in messages)
        {
            await ProcessAsync(message.Text);
            await Deliveries.DeleteAsync(message, default);
        }

        return messages.Count;
    }

    /// <summary>What is known of deals in the end.</summary>
    public async Task<string> StateAsync(params string[] ids)
    {
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            text.AppendLine(await Stores.Deals.ReadAsync(new("crm", id), default) is { } deal ? SnapshotText.Write(deal.Snapshot) : "unknown");
        }

        return text.ToString();
    }
}
