using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
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

namespace SalesSignals.Functions.Tests.Work;

public sealed class SourceReconcilerTests
{
    private readonly ManualTimeProvider _clock = new(BoardRig.Now);
    private readonly Tables _tables = Tables.Open(_ => new MemoryTable());
    private readonly PagedCrm _crm = new();
    private readonly Queues _queues;
    private readonly SourceReconciler _reconciler;

    public SourceReconcilerTests()
    {
        _queues = Queues.Open(name => new MemoryQueue(name, _clock));
        CrmSource[] sources = [Source("crm", _crm), Source("mute", null)];
        var assessors = new DealAssessors(new SettingsStore(_tables.Settings), new DirectoryStore(_tables.Directory), sources, _clock, NullLogger<DealAssessors>.Instance);
        var intake = new DealIntake(assessors, new(new DealStore(_tables.Deals), new BoardStore(_tables.Board), _clock));
        var cursors = new CursorStore(_tables.Cursor);
        var walker = new CrmWalker(cursors, intake, new(intake, _queues.Deliveries, NullLogger<Hydration>.Instance), _clock, NullLogger<CrmWalker>.Instance);
        _reconciler = new(sources, new(cursors, walker, _clock, NullLogger<Reconciliation>.Instance), _queues, _clock, NullLogger<SourceReconciler>.Instance);
    }

    [Fact]
    public async Task When_All_Is_Known_Nothing_Is_Queued_Again()
    {
        await ReconcileAsync(tries: 0);

        Assert.Empty(await QueuedAsync());
        Assert.Equal(BoardRig.Now.AddMinutes(-5), (await StatusAsync()).ReconciledUntil);
    }

    [Fact]
    public async Task When_Time_Is_Up_It_Goes_On_In_Another_Message()
    {
        _crm.BeforeAnswer = () => _clock.Advance(SourceReconciler.Budget);

        await ReconcileAsync(tries: 0);
        _crm.BeforeAnswer = () => { };
        var again = Assert.Single(await QueuedAsync());
        await _reconciler.ReconcileAsync(again, default);

        Assert.Empty(await QueuedAsync());
        Assert.Equal([null, "1"], _crm.Asked[..2]);
        Assert.NotNull((await StatusAsync()).ReconciledUntil);
    }

    [Fact]
    public async Task A_Crm_That_Is_Away_Is_Asked_Again_After_The_Wait_It_Asks_For_And_Longer_Each_Time()
    {
        _crm.BeforeAnswer = () => throw new CrmUnavailableException(TimeSpan.FromMinutes(2), "The token has expired");

        await ReconcileAsync(tries: 1);

        Assert.Empty(await QueuedAsync());
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(new WorkMessage.ReconcileSource("crm", BoardRig.Now, 2), Assert.Single(await QueuedAsync()));
        Assert.Equal("The token has expired", (await StatusAsync()).LastError);
    }

    [Fact]
    public async Task A_Wait_Beyond_The_Next_Tick_Is_Left_To_That()
    {
        _crm.BeforeAnswer = () => throw new CrmUnavailableException(TimeSpan.FromMinutes(31), "The daily limit is reached");

        await ReconcileAsync(tries: 0);
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.Empty(await QueuedAsync());
    }

    [Theory]
    [InlineData("mute")]
    [InlineData("gone")]
    public async Task A_Source_That_Cannot_Be_Asked_Any_More_Is_Left_Alone(string source)
    {
        await _reconciler.ReconcileAsync(new(source, BoardRig.Now, 0), default);

        Assert.Empty(await QueuedAsync());
    }

    private Task ReconcileAsync(int tries)
    {
        var message = new WorkMessage.ReconcileSource("crm", _clock.GetUtcNow(), tries);
        Assert.Equal(message, WorkMessage.Read(message.Write()));
        return _reconciler.ReconcileAsync(message, default);
    }

    private async Task<List<WorkMessage.ReconcileSource>> QueuedAsync() =>
        [.. (await _queues.Work.ReceiveAsync(32, TimeSpan.FromMinutes(1), default)).Select(message => (WorkMessage.ReconcileSource)WorkMessage.Read(message.Text))];

    private Task<ReconcileStatus> StatusAsync() => new ReconcileStatusStore(_tables.Cursor).ReadAsync("crm", _clock.GetUtcNow(), default);

    private static CrmSource Source(string name, ICrmClient? client) => new()
    {
        Webhook = new() { Name = name, Kind = "Test", Verify = (_, _) => WebhookVerdict.Accepted },
        Translate = _ => new([], []),
        TellsActivities = true,
        Client = client,
    };

    /// <summary>A CRM in which nothing happened, told in two pages.</summary>
    private sealed class PagedCrm : ICrmClient
    {
        public Action BeforeAnswer { get; set; } = () => { };

        public List<string?> Asked { get; } = [];

        public IReadOnlyList<string> PartsOf(CrmWalk walk) => ["deals"];

        public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken)
        {
            BeforeAnswer();
            cancellationToken.ThrowIfCancellationRequested();
            Asked.Add(after);
            return Task.FromResult(new CrmPage([], 0, after is null ? "1" : null));
        }

        public Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<CanonicalEvent>>([]);

        public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) => Task.FromResult(new CrmEstimate(0, 0));

        public Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CrmUser>>([]);
    }
}
