using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Pulse;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Tests.Board;

public class DeliveryProcessorTests
{
    private static readonly DateTimeOffset Now = Some.Noon.AddDays(30);

    /// <summary>Two deals; then one changes hands, one is merged into a third, and there is one event that nobody can read.</summary>
    private static readonly string[] Bodies =
    [
        """
        [
          { "type": "deal.changed", "id": "e1", "occurredAt": "2026-11-16T12:00:00Z", "deal": { "id": "1", "name": "One", "stage": "discovery", "ownerId": "7" } },
          { "type": "deal.changed", "id": "e3", "occurredAt": "2026-11-16T12:00:00Z", "deal": { "id": "2", "name": "Two", "stage": "proposal", "ownerId": "7" } }
        ]
        """,
        """
        [
          { "type": "deal.changed", "id": "e2", "occurredAt": "2026-11-16T13:00:00Z", "deal": { "id": "1", "ownerId": "8" } },
          { "type": "deal.merged", "id": "e4", "occurredAt": "2026-11-16T14:00:00Z", "deal": { "id": "2", "intoDealId": "3" } },
          { "type": "deal.changed", "id": "e5", "occurredAt": "not a time", "deal": { "id": "4" } }
        ]
        """,
    ];

    [Fact]
    public async Task One_Unreadable_Event_Is_Set_Aside_With_Its_Reason_And_The_Others_Go_On()
    {
        var world = new World(new CrashPoints());

        await world.ProcessAsync();

        var poison = PoisonMessage.Read(Assert.Single(await world.Poison.PeekAsync(32, default)).Text);
        Assert.Contains("occurredAt", poison.Reason, StringComparison.Ordinal);
        Assert.Equal(["One", "Two"], (await world.StateAsync()).Names);
    }

    [Fact]
    public async Task What_Was_Set_Aside_Is_A_Delivery_That_Can_Be_Tried_Again()
    {
        var world = new World(new CrashPoints());
        await world.ProcessAsync();
        var poison = PoisonMessage.Read(Assert.Single(await world.Poison.PeekAsync(32, default)).Text);

        var again = await world.Deliveries.ReadAsync(poison.Message, default);

        Assert.Contains("not a time", Encoding.UTF8.GetString(again!.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dying_At_Any_Call_Of_Storage_And_Trying_Again_Ends_The_Same()
    {
        var undisturbed = new World(new CrashPoints());
        await undisturbed.ProcessAsync();
        var expected = await undisturbed.StateAsync();
        Assert.InRange(undisturbed.Points.Calls, 15, 60);

        for (var call = 1; call <= undisturbed.Points.Calls; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var world = new World(new CrashPoints { DieAt = call, AfterItTookEffect = after });
                await Assert.ThrowsAnyAsync<Exception>(world.ProcessAsync);
                await world.ProcessAsync();

                Assert.Equal(expected.Text, (await world.StateAsync()).Text);
            }
        }
    }

    [Fact]
    public async Task A_Source_That_Is_Configured_No_More_Sends_The_Message_To_Poison()
    {
        var world = new World(new CrashPoints());
        var text = await world.Deliveries.KeepAsync(new Delivery("d", "gone", Now, new Dictionary<string, string>(), "[]"u8.ToArray()), default);

        var error = await Assert.ThrowsAsync<UnreadableMessageException>(() => world.Processor.ProcessAsync(text, default));

        Assert.Contains("'gone'", error.Message, StringComparison.Ordinal);
    }

    private sealed class World
    {
        private readonly MemoryTable _board = new();
        private readonly Pipeline _stores;
        private int _processed;

        public World(CrashPoints points)
        {
            Points = points;
            var deals = new MemoryTable();
            _stores = new Pipeline(deals, _board);
            var time = new ManualTime(Now);
            var store = new DealStore(points.Over(deals));
            var desk = new DealDesk(store, new BoardStore(points.Over(_board)), time);
            var crm = new CrmSource
            {
                Webhook = new() { Name = "crm", Kind = "StandardWebhooks", Verify = (_, _) => WebhookVerdict.Accepted },
                Translate = delivery => CanonicalEventReader.Read(delivery.Body, delivery.ReceivedAt),
                TellsActivities = true,
            };
            var assessors = new DealAssessors(new SettingsStore(new MemoryTable()), new DirectoryStore(new MemoryTable()), [crm], time, NullLogger<DealAssessors>.Instance);
            var intake = new DealIntake(assessors, desk);
            var hydration = new Hydration(intake, new MemoryQueue("deliveries"), NullLogger<Hydration>.Instance);
            var forgetting = new Forgetting(new(points.Over(deals)), store, desk, assessors, new MemoryQueue("deliveries"), time, NullLogger<Forgetting>.Instance);
            Processor = new(Deliveries, [crm], intake, hydration, forgetting, points.Over(Poison), Pulse, time, NullLogger<DeliveryProcessor>.Instance);
        }

        public CrashPoints Points { get; }

        public MemoryQueue Poison { get; } = new("deliveries-poison");

        public SourcePulse Pulse { get; } = new();

        public DeliveryStore Deliveries { get; } = new(new MemoryTable());

        public DeliveryProcessor Processor { get; }

        /// <summary>Processes what is not processed yet; a delivery that was cut short is tried again whole.</summary>
        public async Task ProcessAsync()
        {
            for (; _processed < Bodies.Length; _processed++)
            {
                var delivery = new Delivery("d", "crm", Now, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(Bodies[_processed]));
                await Processor.ProcessAsync(await Deliveries.KeepAsync(delivery, default), default);
            }
        }

        /// <summary>The deals that go on, the history of all, and the boards.</summary>
        public async Task<(string Text, List<string?> Names)> StateAsync()
        {
            var text = new StringBuilder();
            var names = new List<string?>();
            foreach (var id in new[] { "1", "2", "3" })
            {
                var key = new DealKey("crm", id);
                var deal = await _stores.ReadAsync(key);
                names.AddRange(deal.Snapshot.IsAlias ? [] : [deal.Snapshot.Name.Value]);
                text.AppendLine(SnapshotText.Write(deal.Snapshot)).AppendJoin(' ', deal.BoardOwnerKeys).AppendLine();
                text.AppendJoin('\n', (await _stores.Deals.ReadEventsAsync(key, default)).Select(CanonicalEventJson.Write)).AppendLine();
                text.AppendJoin(' ', deal.Standing.Select(raised => raised.Signal.Kind)).AppendLine();
            }

            foreach (var owner in new[] { "crm:", "crm:7", "crm:8" })
            {
                text.AppendJoin(' ', (await _stores.BoardOfAsync(owner)).Select(deal => $"{owner} has {deal.Key}")).AppendLine();
            }

            return (text.ToString(), names);
        }
    }
}
