using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>Reads what belongs together, and tells it.</summary>
/// <param name="host">The environment's, for links to deals.</param>
internal sealed partial class DataverseObjects(string source, DataverseReads reads, string? stageColumn, string host, Func<NoteLexicon> notes, TimeProvider time, ILogger logger)
{
    public DataverseTable Deals { get; } = DataverseTable.Deals(stageColumn);

    /// <summary>Deals with their contacts.</summary>
    public async Task<List<CanonicalEvent>> DealsAsync(IReadOnlyList<DataverseRecord> deals, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        string[] closed = [.. deals.Where(deal => deal.Row.Option("statecode") is 1 or 2).Select(deal => deal.Id)];
        var closings = (await reads.OfAsync(DataverseTable.Closings, "opportunityid", closed, cancellationToken))
            .ToLookup(closing => closing.Row.Reference("opportunityid")?.Id);
        var events = Told(deals, deal => DataverseStanding.Deal(deal, closings[deal.Id], stageColumn, host, now));
        events.AddRange(await ContactsOfAsync(deals, cancellationToken));
        return events;
    }

    public async Task<List<CanonicalEvent>> ContactsOfAsync(IReadOnlyList<DataverseRecord> deals, CancellationToken cancellationToken)
    {
        var connections = await reads.OfAsync(DataverseTable.Connections, "record1id", [.. deals.Select(deal => deal.Id)], cancellationToken);
        var links = Links(deals, connections);
        var contacts = await reads.OfAsync(DataverseTable.Contacts, "contactid", links.Contacts, cancellationToken);
        return Told(contacts, contact => links.Of(contact, linkedAt: null, time.GetUtcNow()));
    }

    /// <summary>Contacts, to each deal that has them.</summary>
    /// <param name="linkedAt">When a contact was last linked, where that is known.</param>
    public async Task<List<CanonicalEvent>> ContactsAsync(
        IReadOnlyList<DataverseRecord> contacts, Func<string, DateTimeOffset?> linkedAt, CancellationToken cancellationToken)
    {
        string[] ids = [.. contacts.Select(contact => contact.Id)];
        var connections = await reads.OfAsync(DataverseTable.Connections, "record2id", ids, cancellationToken, DataverseClient.OfDeals);
        List<DataverseRecord> deals =
        [
            .. await reads.OfAsync(Deals, "parentcontactid", ids, cancellationToken),
            .. await reads.OfAsync(Deals, "customerid", ids, cancellationToken),
        ];
        var links = Links([.. deals.DistinctBy(deal => deal.Id)], connections);
        return Told(contacts, contact => links.Of(contact, linkedAt(contact.Id), time.GetUtcNow()));
    }

    /// <summary>Activities of every kind of the deals.</summary>
    public async Task<List<CanonicalEvent>> ActivitiesOfAsync(IReadOnlyList<DataverseRecord> deals, CancellationToken cancellationToken)
    {
        string[] ids = [.. deals.Select(deal => deal.Id)];
        var events = new List<CanonicalEvent>();
        foreach (var table in DataverseTable.Activities)
        {
            events.AddRange(Activities(table, await reads.OfAsync(table, table.Regarding, ids, cancellationToken)));
        }

        return events;
    }

    public List<CanonicalEvent> Activities(DataverseTable table, IReadOnlyList<DataverseRecord> activities)
    {
        var (kind, now, lexicon) = (DataverseActivity.Kind(table.Name)!.Value, time.GetUtcNow(), notes());
        return Told(activities, activity => DataverseStanding.Activity(activity, kind, now, lexicon) is { } told ? [told] : []);
    }

    /// <summary>Deals that the audit log calls deleted, and that are not there again.</summary>
    public async Task<List<CanonicalEvent>> DeletedAsync(IReadOnlyList<DataverseRecord> audits, CancellationToken cancellationToken)
    {
        var ids = audits.Select(DealOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var there = (await reads.OfAsync(Deals, Deals.Id, ids, cancellationToken)).Select(deal => deal.Id).ToHashSet(StringComparer.Ordinal);
        return Told(audits, audit => DealOf(audit) is { } deal && !there.Contains(deal)
            ? [new CanonicalEvent.DealDeleted { Id = audit.EventId(), OccurredAt = audit.Time("createdon").AddTicks((long)DataverseOrder.Deleted), DealId = deal }]
            : []);
    }

    private static string? DealOf(DataverseRecord audit) => audit.Row.Reference("objectid")?.Id;

    private DataverseLinks Links(IReadOnlyList<DataverseRecord> deals, IReadOnlyList<DataverseRecord> connections)
    {
        var (links, now) = (new DataverseLinks(), time.GetUtcNow());
        Told(deals, deal =>
        {
            links.AddDeal(deal, now);
            return [];
        });
        Told(connections, connection =>
        {
            links.AddConnection(connection, now);
            return [];
        });
        return links;
    }

    /// <summary>One row that cannot be understood does not keep the others waiting; it will be no better next time.</summary>
    private List<CanonicalEvent> Told(IEnumerable<DataverseRecord> rows, Func<DataverseRecord, IEnumerable<CanonicalEvent>> tell)
    {
        var events = new List<CanonicalEvent>();
        foreach (var row in rows)
        {
            try
            {
                events.AddRange(tell(row).ToImmutableArray());
            }
            catch (UnreadableEventException e)
            {
                Log.Unreadable(logger, row.Table, EventText.IdForLogs(row.Id), source, e.Message);
            }
        }

        return events;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The {Table} {Id} of {Source} cannot be understood and is left out: {Reason}")]
        public static partial void Unreadable(ILogger logger, string table, string id, string source, string reason);
    }
}
