using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Functions.Emails;
using SalesSignals.Functions.Pulse;
using SalesSignals.Functions.Work;
using SalesSignals.Outbox;
using SalesSignals.Pulse;
using SalesSignals.Reconcile;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>Everything between a deal's events and the outbox, on memory storage and a clock that stands still.</summary>
internal sealed class WorkRig
{
    public static readonly Person Manager = new()
    {
        Id = "mara", Name = "Mara", Email = "mara@example.com", Role = PersonRole.Manager, TimeZone = "Europe/London",
    };

    public static readonly Person Rep = new()
    {
        Id = "rob", Name = "Rob", Email = "rob@example.com", ManagerId = "mara", TimeZone = "Europe/London", OwnerKeys = ["crm:7"],
    };

    private readonly DealAssessors _assessors;

    public WorkRig(DateTimeOffset now)
    {
        Time = new(now);
        Tables = Tables.Open(_ => new MemoryTable(Time));
        Queues = Queues.Open(name => new MemoryQueue(name, Time));
        var (deals, board) = (new DealStore(Tables.Deals), new BoardStore(Tables.Board));
        _assessors = DealAssessors.Of(Tables, [], Time, NullLogger<DealAssessors>.Instance);
        Desk = new(deals, board, Time);
        Outbox = new(Tables, Queues, new OutboxOptions(), Time, NullLogger<EmailOutbox>.Instance);
        Pulses = new(Tables.Cursor);
        Preferences = new(Tables.Directory);
        var watch = new SourceWatch([Crm], Pulses, new ReconcileStatusStore(Tables.Cursor), _assessors, Time);
        var emails = new EmailRenderer(NullLoggerFactory.Instance);
        var alerts = new RepAlerts(_assessors, board, Desk, Preferences, Outbox, Tables, emails, Time);
        Work = new(
            new BucketEvaluator(deals, Desk, _assessors, Time),
            new MorningDigests(_assessors, board, watch, Preferences, Outbox, Tables, emails, Time),
            new AdminReports(
                _assessors, new(watch, [Crm], Queues, Outbox, Tables, _assessors, Time), new(Tables.Settings), Preferences, Outbox, emails, Time),
            alerts,
            new WeeklyForecasts(_assessors, board, watch, Preferences, Outbox, Tables, emails, Time),
            new RepWeeks(_assessors, board, alerts, Preferences, Outbox, Tables, emails, Time),
            NoCrm.Reconciler(Tables, Queues, _assessors, Desk, Time),
            new BaselineLearning(Tables.Deals, new(Tables.Settings), _assessors, Time, NullLogger<BaselineLearning>.Instance),
            new RuleCounter(new(deals, new(Tables.Settings), _assessors, Time), Queues.Work, Time),
            new SignInMails(new(Tables.Directory), Outbox, emails, links: null, Time));
        var pulse = new PulseKeeper(new SourcePulse(), Pulses, [], Time, NullLogger<PulseKeeper>.Instance);
        Schedules = new(Queues, _assessors, Preferences, Outbox, new DeliveryStore(Tables.Deliveries), pulse, new(Tables.Settings), new(Queues, Outbox, Tables), [], Time);
    }

    public Host.ManualTimeProvider Time { get; }

    public Tables Tables { get; }

    public Queues Queues { get; }

    public DealDesk Desk { get; }

    public PreferencesStore Preferences { get; }

    /// <summary>What the source <c>crm</c> has sent.</summary>
    public PulseStore Pulses { get; }

    public EmailOutbox Outbox { get; }

    public WorkDesk Work { get; }

    public Schedules Schedules { get; }

    public static CrmSource Crm { get; } = new()
    {
        Webhook = new() { Name = "crm", Kind = "CRM", Verify = (_, _) => WebhookVerdict.Accepted },
        Translate = _ => new([], []),
        TellsActivities = true,
    };

    public static async Task<WorkRig> CreateAsync(DateTimeOffset now)
    {
        var rig = new WorkRig(now);
        await new DirectoryStore(rig.Tables.Directory).SaveAsync([Manager, Rep], CancellationToken.None);
        return rig;
    }

    /// <summary>Tells of a deal of the rep's: in discovery, with a task for tomorrow, and what else the fields say.</summary>
    public async Task TellAsync(string id, DateTimeOffset at, DealFields fields)
    {
        var moment = await _assessors.CurrentAsync(CancellationToken.None);
        CanonicalEvent[] events =
        [
            new CanonicalEvent.DealChanged { Id = $"made-{id}", OccurredAt = at, DealId = id, Deal = new() { Name = $"Deal {id}", Stage = "discovery", OwnerId = "7" } },
            new CanonicalEvent.DealChanged { Id = $"more-{id}", OccurredAt = at.AddMinutes(1), DealId = id, Deal = fields },
        ];
        await Desk.ApplyAsync(new("crm", id), events, moment.Assessor, CancellationToken.None);
    }

    /// <summary>Tells of an email to the buyer of a deal.</summary>
    public async Task LogAsync(string id, DateTimeOffset at)
    {
        var moment = await _assessors.CurrentAsync(CancellationToken.None);
        var email = new ActivityFacts { Id = "e1", Kind = ActivityKind.Email, Direction = ActivityDirection.Outbound, StartsAt = at };
        await Desk.ApplyAsync(
            new("crm", id), [new CanonicalEvent.ActivityLogged { Id = "e1", OccurredAt = at, DealId = id, Activity = email }], moment.Assessor, CancellationToken.None);
    }

    /// <summary>A tick of the digest timer, and all the work it asks for.</summary>
    public async Task TickAsync()
    {
        await Schedules.ScheduleDigestsAsync(CancellationToken.None);
        await DoWorkAsync();
    }

    public async Task DoWorkAsync()
    {
        while (await Queues.Work.ReceiveAsync(32, TimeSpan.FromMinutes(1), CancellationToken.None) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await Work.DoAsync(message.Text, CancellationToken.None);
                await Queues.Work.DeleteAsync(message, CancellationToken.None);
            }
        }
    }

    /// <summary>The row keys of the messages of a kind to a person, oldest first.</summary>
    public async Task<List<string>> MessagesAsync(string personId, string kind)
    {
        var keys = new List<string>();
        await foreach (var page in Tables.Outbox.QueryAsync(TableQuery.Prefix(OutboxKeys.Partition(personId), $"{kind}|"), CancellationToken.None))
        {
            keys.AddRange(page.OrderBy(row => row.GetDateTimeOffset("CreatedAt")).Select(row => row.RowKey));
        }

        return keys;
    }
}
