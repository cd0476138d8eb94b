using Microsoft.Extensions.Logging;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>Reads deals, activities and contacts from the Dataverse Web API.</summary>
internal sealed partial class DataverseClient(string source, CrmApi api, string? stageColumn, string host, Func<NoteLexicon> notes, TimeProvider time, ILogger logger) : ICrmClient
{
    /// <summary>All calls for one question together.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Connections as seen from a deal.</summary>
    public const string OfDeals = "record1id_opportunity/opportunityid ne null";

    /// <summary>Of deals with all that belongs to them; some ten calls.</summary>
    private const int DealsAtOnce = 50;

    private const int ObjectsAtOnce = 200;

    /// <summary>The calls that a page of whole deals takes: one for each table, and now and then one more.</summary>
    private const int CallsForDeals = 10;

    private const string DealsPart = "deals";
    private const string ConnectionsPart = "connections";
    private const string ContactsPart = "contacts";
    private const string DeletedPart = "deleted";

    /// <summary>People, and not the accounts that apps and Microsoft's support work under.</summary>
    private const string Everybody = "applicationid eq null and accessmode ne 3 and accessmode ne 5";

    private readonly DataverseReads _reads = new(api);
    private readonly DataverseObjects _objects = new(source, new(api), stageColumn, host, notes, time, logger);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var events = new List<CanonicalEvent>();
        try
        {
            foreach (var kind in wanted.GroupBy(named => named.Kind))
            {
                events.AddRange(await HydrateAsync(kind.Key, [.. kind], either.Token));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"Dataverse needed more than {Timeout.TotalSeconds:0} seconds for all that was asked");
        }

        return events;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> PartsOf(CrmWalk walk) => walk is CrmWalk.Backfill
        ? [DealsPart]
        : [DealsPart, .. DataverseTable.Activities.Select(table => table.Set), ConnectionsPart, ContactsPart, DeletedPart];

    /// <inheritdoc/>
    public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken) => walk switch
    {
        CrmWalk.Backfill backfill when part is DealsPart => BackfillAsync(backfill, after, cancellationToken),
        CrmWalk.Changes changes => ChangesAsync(changes, part, after, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    /// <inheritdoc/>
    public async Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken)
    {
        var filter = walk switch
        {
            CrmWalk.Backfill backfill => DataverseFilter.OpenOrClosedSince(backfill.ClosedSince),
            CrmWalk.Changes changes => Modified(changes),
            _ => throw new ArgumentOutOfRangeException(nameof(walk)),
        };
        var deals = await _reads.CountAsync(_objects.Deals, filter, cancellationToken);
        var pages = (deals + DealsAtOnce - 1) / DealsAtOnce;
        return new(deals, (pages * CallsForDeals) + PartsOf(walk).Count);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken)
    {
        var users = await _reads.AllAsync(DataverseTable.Users, Everybody, cancellationToken);
        return
        [
            .. users
                .Select(json => new DataverseRecord(DataverseTable.Users, json, []))
                .Select(user => new CrmUser(user.Id, EventText.Name(user.Row.Text("fullname")) ?? user.Id, EventText.Email(user.Row.Text("internalemailaddress"), "internalemailaddress"))
                {
                    Team = user.Row.Reference("businessunitid")?.Name,
                    IsActive = user.Row.Flag("isdisabled") is not true,
                }),
        ];
    }

    private static string Modified(CrmWalk.Changes changes) => DataverseFilter.Between("modifiedon", changes.Since, changes.Until);

    private async Task<List<CanonicalEvent>> HydrateAsync(CrmObjectKind kind, CrmObject[] wanted, CancellationToken cancellationToken)
    {
        string[] ids = [.. wanted.Select(named => named.Id)];
        var table = kind switch
        {
            CrmObjectKind.Deal => _objects.Deals,
            CrmObjectKind.Contact => DataverseTable.Contacts,
            _ => DataverseTable.Of(kind),
        };
        var rows = await _reads.OfAsync(table, table.Id, ids, cancellationToken);
        if (rows.Count < ids.Length)
        {
            Log.Gone(logger, source, ids.Length - rows.Count, ids.Length, kind);
        }

        return kind switch
        {
            CrmObjectKind.Deal => await _objects.DealsAsync(rows, cancellationToken),
            CrmObjectKind.Contact => await _objects.ContactsAsync(rows, id => wanted.FirstOrDefault(named => named.Id == id)?.LinkedAt, cancellationToken),
            _ => _objects.Activities(table, rows),
        };
    }

    /// <summary>By the time of creation, which no later change moves.</summary>
    private async Task<CrmPage> BackfillAsync(CrmWalk.Backfill walk, string? after, CancellationToken cancellationToken)
    {
        var filter = DataverseFilter.OpenOrClosedSince(walk.ClosedSince);
        var (deals, next) = await _reads.PageAsync(_objects.Deals, "createdon", filter, after, DealsAtOnce, cancellationToken);
        var events = await _objects.DealsAsync(deals, cancellationToken);
        events.AddRange(await _objects.ActivitiesOfAsync(deals, cancellationToken));
        return new(events, deals.Count, next);
    }

    private async Task<CrmPage> ChangesAsync(CrmWalk.Changes walk, string part, string? after, CancellationToken cancellationToken)
    {
        switch (part)
        {
            case DealsPart:
                var (deals, next) = await PageAsync(_objects.Deals, "");
                return new(await _objects.DealsAsync(deals, cancellationToken), deals.Count, next);
            case ConnectionsPart:
                var (connections, nextConnection) = await PageAsync(DataverseTable.Connections, $"{OfDeals} and record2id_contact/contactid ne null");
                var connected = await _reads.OfAsync(_objects.Deals, _objects.Deals.Id, DealsOf(connections), cancellationToken);
                return new(await _objects.ContactsOfAsync(connected, cancellationToken), connections.Count, nextConnection) { OfKnownDealsOnly = true };
            case ContactsPart:
                var (contacts, nextContact) = await PageAsync(DataverseTable.Contacts, "");
                return new(await _objects.ContactsAsync(contacts, _ => null, cancellationToken), contacts.Count, nextContact) { OfKnownDealsOnly = true };
            case DeletedPart:
                return await DeletedAsync(walk, after, cancellationToken);
            default:
                var table = DataverseTable.Activities.FirstOrDefault(table => table.Set == part) ?? throw new ArgumentOutOfRangeException(nameof(part));
                var (activities, nextActivity) = await PageAsync(table, $"{table.RegardingDeal}/opportunityid ne null");
                return new(_objects.Activities(table, activities), activities.Count, nextActivity) { OfKnownDealsOnly = true };
        }

        Task<(List<DataverseRecord> Rows, string? Next)> PageAsync(DataverseTable table, string filter) =>
            _reads.PageAsync(table, "modifiedon", DataverseFilter.And(Modified(walk), filter), after, ObjectsAtOnce, cancellationToken);
    }

    private static string[] DealsOf(List<DataverseRecord> connections) =>
        [.. connections.Select(connection => connection.Row.Reference("record1id")?.Id).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// What is deleted stays in the audit log only. Change tracking would tell it too, but by tokens that have to be carried from one walk
    /// to the next and die after some days.
    /// </summary>
    private async Task<CrmPage> DeletedAsync(CrmWalk.Changes walk, string? after, CancellationToken cancellationToken)
    {
        if (!await _reads.HasPrivilegeAsync("prvReadAuditSummary", cancellationToken))
        {
            Log.NoAudits(logger, source);
            return new([], 0, null);
        }

        var filter = DataverseFilter.And("operation eq 3 and objecttypecode eq 'opportunity'", DataverseFilter.Between("createdon", walk.Since, walk.Until));
        var (audits, next) = await _reads.PageAsync(DataverseTable.Audits, "createdon", filter, after, ObjectsAtOnce, cancellationToken);
        return new(await _objects.DeletedAsync(audits, cancellationToken), audits.Count, next) { OfKnownDealsOnly = true };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Source {Source} no longer has {Gone} of {Wanted} objects ({Kind}) that were asked for.")]
        public static partial void Gone(ILogger logger, string source, int gone, int wanted, CrmObjectKind kind);

        [LoggerMessage(LogLevel.Information, "Source {Source} cannot be asked for deleted deals: the app's role lacks the privilege View Audit Summary.")]
        public static partial void NoAudits(ILogger logger, string source);
    }
}
