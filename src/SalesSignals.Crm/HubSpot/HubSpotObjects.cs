using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>
/// Objects of HubSpot by their ids, told as events. Objects are read before their links: what was unlinked meanwhile is then not told.
/// </summary>
internal sealed partial class HubSpotObjects(string source, HubSpotReads reads, long portal, Func<NoteLexicon> notes, TimeProvider time, ILogger logger)
{
    /// <summary>More people than this in one meeting say nothing more about the deal.</summary>
    private const int MostContacts = 32;

    /// <summary>More activities of a kind are not remembered of a deal; those with the highest ids were put down last.</summary>
    private const int MostActivities = 256;

    /// <param name="wanted">The ids, each with the time of its latest link where that is what was told.</param>
    public Task<List<CanonicalEvent>> TellAsync(CrmObjectKind kind, Dictionary<string, DateTimeOffset?> wanted, CancellationToken cancellationToken) => kind switch
    {
        CrmObjectKind.Deal => DealsAsync(wanted, cancellationToken),
        CrmObjectKind.Contact => ContactsAsync(wanted, cancellationToken),
        _ => ActivitiesAsync(kind, wanted, cancellationToken),
    };

    /// <summary>All activities of some deals, told for those deals.</summary>
    public async Task<List<CanonicalEvent>> ActivitiesOfAsync(CrmObjectKind kind, IReadOnlyCollection<string> deals, CancellationToken cancellationToken)
    {
        var links = await reads.LinksAsync(CrmObjectKind.Deal, kind, deals, cancellationToken);
        var dealsOf = links
            .SelectMany(deal => deal.OrderByDescending(id => id.Length).ThenByDescending(id => id, StringComparer.Ordinal).Take(MostActivities).Select(id => (Deal: deal.Key, Id: id)))
            .ToLookup(link => link.Id, link => link.Deal);
        var activities = await reads.ObjectsAsync(kind, [.. dealsOf.Select(activity => activity.Key)], cancellationToken);
        return await ActivitiesAsync(kind, activities, dealsOf, _ => null, cancellationToken);
    }

    /// <summary>Which deals some deals came from.</summary>
    public async Task<List<CanonicalEvent>> MergesAsync(IReadOnlyCollection<string> deals, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Told(CrmObjectKind.Deal, await reads.ObjectsAsync(CrmObjectKind.Deal, deals, cancellationToken), deal => HubSpotDeal.Merges(deal, wanted: null, now));
    }

    private async Task<List<CanonicalEvent>> DealsAsync(Dictionary<string, DateTimeOffset?> wanted, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ids = wanted.Keys.ToHashSet(StringComparer.Ordinal);
        var deals = await ReadAsync(CrmObjectKind.Deal, ids, cancellationToken);
        var events = Told(CrmObjectKind.Deal, deals, deal => [.. HubSpotDeal.Merges(deal, ids, now), .. HubSpotDeal.Events(deal, portal, now)]);
        var links = await reads.LinksAsync(CrmObjectKind.Deal, CrmObjectKind.Contact, deals.Select(deal => deal.Key), cancellationToken);
        var dealsOf = links.SelectMany(deal => deal.Select(contact => (Deal: deal.Key, Contact: contact))).ToLookup(link => link.Contact, link => link.Deal);
        var contacts = await reads.ObjectsAsync(CrmObjectKind.Contact, [.. dealsOf.Select(contact => contact.Key)], cancellationToken);
        events.AddRange(Told(
            CrmObjectKind.Contact,
            contacts,
            contact => dealsOf[contact.Key].Select(deal => Associated(contact, deal, wanted.GetValueOrDefault(deal), now))));
        return events;
    }

    private async Task<List<CanonicalEvent>> ContactsAsync(Dictionary<string, DateTimeOffset?> wanted, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var contacts = await ReadAsync(CrmObjectKind.Contact, wanted.Keys, cancellationToken);
        var deals = await reads.LinksAsync(CrmObjectKind.Contact, CrmObjectKind.Deal, contacts.Select(contact => contact.Key), cancellationToken);
        return Told(
            CrmObjectKind.Contact,
            contacts,
            contact => deals[contact.Key].Select(deal => Associated(contact, deal, wanted.GetValueOrDefault(contact.Key), now)));
    }

    private async Task<List<CanonicalEvent>> ActivitiesAsync(CrmObjectKind kind, Dictionary<string, DateTimeOffset?> wanted, CancellationToken cancellationToken)
    {
        var activities = await ReadAsync(kind, wanted.Keys, cancellationToken);
        var deals = await reads.LinksAsync(kind, CrmObjectKind.Deal, activities.Select(activity => activity.Key), cancellationToken);
        return await ActivitiesAsync(kind, activities, deals, id => wanted.GetValueOrDefault(id), cancellationToken);
    }

    /// <summary>An activity of several deals is told once for each; one of none, not at all.</summary>
    private async Task<List<CanonicalEvent>> ActivitiesAsync(
        CrmObjectKind kind, IReadOnlyList<HubSpotObject> read, ILookup<string, string> deals, Func<string, DateTimeOffset?> linkedAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var activities = read.Where(activity => deals.Contains(activity.Key)).ToList();
        var contacts = await reads.LinksAsync(kind, CrmObjectKind.Contact, activities.Select(activity => activity.Key), cancellationToken);
        var lexicon = notes();
        return Told(kind, activities, activity =>
        {
            var at = Later(activity.ModifiedAt(now), linkedAt(activity.Key));
            var facts = HubSpotActivity.Facts(kind, activity, lexicon) with
            {
                ContactIds = [.. contacts[activity.Key].Order(StringComparer.Ordinal).Take(MostContacts)],
            };
            return deals[activity.Key].Select(deal => new CanonicalEvent.ActivityLogged
            {
                Id = HubSpotTypes.EventId(kind, activity.Key, at),
                OccurredAt = at,
                DealId = deal,
                Activity = facts,
            });
        });
    }

    private static CanonicalEvent.ContactAssociated Associated(HubSpotObject contact, string deal, DateTimeOffset? linkedAt, DateTimeOffset now)
    {
        var at = Later(contact.ModifiedAt(now), linkedAt);
        return new()
        {
            Id = HubSpotTypes.EventId(CrmObjectKind.Contact, contact.Key, at),
            OccurredAt = at,
            DealId = deal,
            Contact = HubSpotContact.Facts(contact),
        };
    }

    private static DateTimeOffset Later(DateTimeOffset at, DateTimeOffset? linkedAt) => linkedAt > at ? linkedAt.Value : at;

    private async Task<List<HubSpotObject>> ReadAsync(CrmObjectKind kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = await reads.ObjectsAsync(kind, ids, cancellationToken);
        if (found.Count < ids.Count)
        {
            Log.Gone(logger, source, ids.Count - found.Count, ids.Count, kind);
        }

        return found;
    }

    /// <summary>One object that cannot be understood does not keep the others waiting; it will be no better next time.</summary>
    private List<CanonicalEvent> Told(CrmObjectKind kind, IEnumerable<HubSpotObject> objects, Func<HubSpotObject, IEnumerable<CanonicalEvent>> tell)
    {
        var events = new List<CanonicalEvent>();
        foreach (var told in objects)
        {
            try
            {
                events.AddRange(tell(told).ToImmutableArray());
            }
            catch (UnreadableEventException e)
            {
                Log.Unreadable(logger, kind, EventText.IdForLogs(told.Key), source, e.Message);
            }
        }

        return events;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Source {Source} no longer has {Gone} of {Wanted} objects ({Kind}) that were asked for.")]
        public static partial void Gone(ILogger logger, string source, int gone, int wanted, CrmObjectKind kind);

        [LoggerMessage(LogLevel.Warning, "The {Kind} {Id} of {Source} cannot be understood and is left out: {Reason}")]
        public static partial void Unreadable(ILogger logger, CrmObjectKind kind, string id, string source, string reason);
    }
}
