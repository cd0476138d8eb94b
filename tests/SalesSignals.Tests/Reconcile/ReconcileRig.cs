using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Reconcile;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Tests.Reconcile;

/// <summary>Backfill and reconciliation over memory, with a CRM to walk through.</summary>
internal sealed class ReconcileRig
{
    public static readonly DateTimeOffset Now = Some.Noon;

    private readonly MemoryTable _deals = new();

    public ReconcileRig(CrashPoints? points = null)
    {
        Points = points ?? new();
        var stores = new Pipeline(_deals);
        (Deals, Time) = (stores, new(Now));
        Source = new()
        {
            Webhook = new() { Name = "crm", Kind = "Test", Verify = (_, _) => WebhookVerdict.Accepted },
            Translate = _ => new([], []),
            TellsActivities = true,
            Client = Crm,
        };
        Assessors = new(
            new SettingsStore(new MemoryTable()), new DirectoryStore(new MemoryTable()), [Source], Time, NullLogger<DealAssessors>.Instance, new BackfilledSources(CursorTable));
        Intake = new(Assessors, new(new DealStore(Points.Over(_deals)), new BoardStore(Points.Over(new MemoryTable())), Time));
        var hydration = new Hydration(Intake, Points.Over(new MemoryQueue("deliveries", Time)), NullLogger<Hydration>.Instance);
        var cursors = new CursorStore(Points.Over(CursorTable));
        var walker = new CrmWalker(cursors, Intake, hydration, Time, NullLogger<CrmWalker>.Instance);
        Backfill = new(cursors, walker, Time);
        Reconciliation = new(cursors, walker, Time, NullLogger<Reconciliation>.Instance);
    }

    public CrashPoints Points { get; }

    public Pipeline Deals { get; }

    public ImpatientTime Time { get; }

    public WalkedCrm Crm { get; } = new();

    public CrmSource Source { get; }

    public MemoryTable CursorTable { get; } = new();

    public DealAssessors Assessors { get; }

    public DealIntake Intake { get; }

    public Backfill Backfill { get; }

    public Reconciliation Reconciliation { get; }

    public List<Waiting?> Waits { get; } = [];

    /// <summary>Five deals, with a contact and two activities each, and an activity of a deal that is too old to be told.</summary>
    public ReconcileRig WithPast()
    {
        for (var deal = 1; deal <= 5; deal++)
        {
            var id = FormattableString.Invariant($"d{deal}");
            var at = Now.AddDays(-40 + deal);
            Crm.Has.AddRange(
            [
                Deal(id, at, new() { Name = $"Deal {deal}", Stage = "discovery", OwnerId = "7", Amount = 1000m * deal }),
                Deal(id, at.AddDays(3), new() { Stage = "proposal" }),
                new CanonicalEvent.ContactAssociated { Id = $"c-{id}", OccurredAt = at, DealId = id, Contact = new() { Id = $"c{deal}", Name = "Berta" } },
                Meeting(id, $"m{deal}", at.AddDays(1)),
                Meeting(id, $"n{deal}", at.AddDays(2)),
            ]);
        }

        Crm.Has.Add(Meeting("ancient", "m0", Now.AddDays(-30)));
        return this;
    }

    public static CanonicalEvent.DealChanged Deal(string id, DateTimeOffset at, DealFields fields) =>
        new() { Id = $"{id}@{at:O}", OccurredAt = at, DealId = id, Deal = fields };

    public static CanonicalEvent.ActivityLogged Meeting(string deal, string id, DateTimeOffset at) =>
        new() { Id = $"{id}@{at:O}", OccurredAt = at, DealId = deal, Activity = Some.Meeting(at, id: id) };

    public Task<WalkCursor> BackfillAsync(Patience? patience = null) =>
        Backfill.RunAsync(Source, Now.AddMonths(-24), patience ?? new(Time, TimeSpan.FromHours(1), Waits.Add), moved: null, default);

    public Task<ReconcileResult> ReconcileAsync(DateTimeOffset? since = null, DateTimeOffset? timeIsUpAt = null, Patience? patience = null) =>
        Reconciliation.RunAsync(Source, since, timeIsUpAt, patience ?? Patience.None, moved: null, default);

    /// <summary>The CRM's webhooks tell these.</summary>
    public Task HearAsync(params CanonicalEvent[] events) => Intake.ApplyAsync("crm", events, default);

    public Task<ReconcileStatus> StatusAsync() => new ReconcileStatusStore(CursorTable).ReadAsync("crm", Time.Now, default);

    /// <summary>Every deal and every event that is stored, as text.</summary>
    public async Task<string> StateAsync()
    {
        var text = new StringBuilder();
        foreach (var row in (await Deals.RowsAsync(DealKeys.DealPrefix)).OrderBy(row => row.RowKey, StringComparer.Ordinal))
        {
            var deal = await Deals.Deals.ReadAsync(new(row.GetString("Source")!, row.GetString("DealId")!), default);
            text.AppendLine(SnapshotText.Write(deal!.Snapshot));
        }

        foreach (var row in (await Deals.RowsAsync(DealKeys.EventPrefix)).OrderBy(row => row.RowKey, StringComparer.Ordinal))
        {
            text.AppendLine(row.RowKey);
        }

        return text.ToString();
    }
}
