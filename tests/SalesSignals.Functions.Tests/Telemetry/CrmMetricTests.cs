using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Crm;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Functions.Work;
using SalesSignals.Reconcile;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Telemetry;

/// <summary>What is measured where the app asks a CRM, and where it deletes what is old.</summary>
[Collection(Listening.Name)]
public sealed class CrmMetricTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _clock = new(Now);
    private readonly Tables _tables = Tables.Open(_ => new MemoryTable());
    private readonly Queues _queues;
    private readonly SmallCrm _crm = new();
    private readonly CrmSource _source;
    private readonly DealAssessors _assessors;
    private readonly DealIntake _intake;
    private readonly Hydration _hydration;

    public CrmMetricTests()
    {
        _queues = Queues.Open(name => new MemoryQueue(name, _clock));
        _source = new()
        {
            Webhook = new() { Name = "crm", Kind = "Test", Verify = (_, _) => WebhookVerdict.Accepted },
            Translate = _ => new([], []),
            TellsActivities = true,
            Client = _crm,
        };
        _assessors = new(new SettingsStore(_tables.Settings), new DirectoryStore(_tables.Directory), [_source], _clock, NullLogger<DealAssessors>.Instance);
        _intake = new(_assessors, new(new DealStore(_tables.Deals), new BoardStore(_tables.Board), _clock));
        _hydration = new(_intake, _queues.Deliveries, NullLogger<Hydration>.Instance);
    }

    [Fact]
    public async Task Reads_Of_The_Crm_Are_Counted_By_What_Became_Of_Them()
    {
        using var metrics = new MetricRecorder();

        await HydrateAsync(tries: 0);
        _crm.IsAway = true;
        await HydrateAsync(tries: 0);
        await HydrateAsync(tries: 1);
        await Assert.ThrowsAsync<UnreadableMessageException>(() => HydrateAsync(Hydration.MaxTries - 1));

        Assert.Equal(1, metrics.Sum("salessignals.hydrations", "source=crm,outcome=read"));
        Assert.Equal(2, metrics.Sum("salessignals.hydrations", "source=crm,outcome=delayed"));
        Assert.Equal(1, metrics.Sum("salessignals.hydrations", "source=crm,outcome=given-up"));
    }

    [Fact]
    public async Task What_No_Webhook_Had_Told_Is_Counted_By_What_It_Is()
    {
        using var metrics = new MetricRecorder();
        await _intake.ApplyAsync("crm", SmallCrm.Told[..1], new IntakeOptions(), CancellationToken.None);
        var cursors = new CursorStore(_tables.Cursor);
        var walker = new CrmWalker(cursors, _intake, _hydration, _clock, NullLogger<CrmWalker>.Instance);
        var reconciliation = new Reconciliation(cursors, walker, _clock, NullLogger<Reconciliation>.Instance);

        await reconciliation.RunAsync(_source, Now.AddHours(-2), null, new(_clock, TimeSpan.Zero), null, CancellationToken.None);

        Assert.Equal(1, metrics.Sum("salessignals.reconcile.differences", "source=crm,what=deals"));
        Assert.Equal(1, metrics.Sum("salessignals.reconcile.differences", "source=crm,what=activities"));
        Assert.Equal(1, metrics.Sum("salessignals.reconcile.differences", "source=crm,what=contacts"));

        await reconciliation.RunAsync(_source, Now.AddHours(-2), null, new(_clock, TimeSpan.Zero), null, CancellationToken.None);

        Assert.Equal(3, metrics.Measured.Where(one => one.Name == "salessignals.reconcile.differences").Sum(one => one.Value));
    }

    [Fact]
    public async Task A_Crm_With_Another_Clock_Is_Noticed()
    {
        using var metrics = new MetricRecorder();
        await using var api = await OneAnswer.StartAsync(Now.AddMinutes(7));
        var options = new CrmSourceOptions { Kind = "HubSpot", Secrets = ["s"], AccessToken = "pat-0", ApiBaseAddress = api.Address, AllowedPortalIds = { 1 } };
        var source = CrmSources.Create("crm", options, new(CrmApiAccess.CreateUsualHandler, _clock, NullLoggerFactory.Instance));

        await Assert.ThrowsAsync<CrmUnavailableException>(() => source.Client!.ReadUsersAsync(CancellationToken.None));

        Assert.Equal([420.0], metrics.Values("salessignals.clock.skew", "peer=HubSpot").Distinct());
    }

    [Fact]
    public async Task What_Is_Deleted_For_Its_Age_Is_Counted_By_What_It_Was()
    {
        using var metrics = new MetricRecorder();
        await _intake.ApplyAsync("crm", SmallCrm.Told, new IntakeOptions(), CancellationToken.None);
        await _tables.Cursor.WriteAsync(new TableWrite.Insert(new("forecast|mara", "2024-10-01") { ["Forecasts"] = "{}" }), default);
        await _queues.WorkPoison.SendAsync("x", TimeSpan.Zero, default);
        await _queues.EmailsPoison.SendAsync("x", TimeSpan.Zero, default);
        _clock.Advance(TimeSpan.FromDays(1500));
        var pruner = new Pruner(_tables, _queues, _assessors, _clock, NullLogger<Pruner>.Instance);

        for (var hour = 0; hour < DealKeys.Buckets; hour++)
        {
            await pruner.PruneAsync(default);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(SmallCrm.Told.Length, metrics.Sum("salessignals.pruned", "what=events"));
        Assert.Equal(1, metrics.Sum("salessignals.pruned", "what=forecasts"));
        Assert.Equal(2, metrics.Sum("salessignals.pruned", "what=poison"));
    }

    private Task HydrateAsync(int tries) => _hydration.HydrateAsync(_source, [new CrmObject(CrmObjectKind.Deal, "7")], Now, tries, CancellationToken.None);

    /// <summary>A CRM with two deals, a meeting and a contact, that changed an hour ago; or none at all.</summary>
    private sealed class SmallCrm : ICrmClient
    {
        public static readonly CanonicalEvent[] Told =
        [
            new CanonicalEvent.DealChanged { Id = "d", OccurredAt = Now.AddHours(-1), DealId = "7", Deal = new() { Name = "Acme", Stage = "discovery", OwnerId = "7" } },
            new CanonicalEvent.ActivityLogged
            {
                Id = "a", OccurredAt = Now.AddHours(-1), DealId = "7", Activity = new() { Id = "m", Kind = ActivityKind.Meeting, Status = ActivityStatus.Held, StartsAt = Now.AddHours(-2) },
            },
            new CanonicalEvent.DealChanged { Id = "e", OccurredAt = Now.AddHours(-1), DealId = "9", Deal = new() { Name = "Birch", Stage = "discovery", OwnerId = "7" } },
            new CanonicalEvent.ContactAssociated { Id = "c", OccurredAt = Now.AddHours(-1), DealId = "7", Contact = new() { Id = "8", Name = "Berta" } },
        ];

        public bool IsAway { get; set; }

        public Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken) =>
            IsAway ? throw new CrmUnavailableException(TimeSpan.FromMinutes(1), "It is away") : Task.FromResult<IReadOnlyList<CanonicalEvent>>(Told);

        public IReadOnlyList<string> PartsOf(CrmWalk walk) => ["deals"];

        public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken) => Task.FromResult(new CrmPage(Told, 1, null));

        public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) => Task.FromResult(new CrmEstimate(1, 1));

        public Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CrmUser>>([]);
    }
}
