using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>Reads HubSpot's deals, activities and contacts. Objects are read before their links: what was unlinked meanwhile is then not told.</summary>
internal sealed partial class HubSpotClient(string source, CrmApi api, long? portal, TimeProvider time, ILogger logger) : ICrmClient
{
    /// <summary>All calls for one question together.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>More people than this in one meeting say nothing more about the deal.</summary>
    private const int MostContacts = 32;

    private readonly HubSpotReads _reads = new(api);

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
                var linkedAt = kind.ToDictionary(named => named.Id, named => named.LinkedAt, StringComparer.Ordinal);
                events.AddRange(kind.Key switch
                {
                    CrmObjectKind.Deal => await DealsAsync(linkedAt, either.Token),
                    CrmObjectKind.Contact => await ContactsAsync(linkedAt, either.Token),
                    _ => await ActivitiesAsync(kind.Key, linkedAt, either.Token),
                });
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"HubSpot needed more than {Timeout.TotalSeconds:0} seconds for all that was asked");
        }

        return events;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> PartsOf(CrmWalk walk) => [];

    /// <inheritdoc/>
    public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken) =>
        throw new ArgumentOutOfRangeException(nameof(part));

    /// <inheritdoc/>
    public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) => Task.FromResult(new CrmEstimate(0, 0));

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CrmUser>>([]);

    private async Task<List<CanonicalEvent>> DealsAsync(Dictionary<string, DateTimeOffset?> wanted, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ids = wanted.Keys.ToHashSet(StringComparer.Ordinal);
        var deals = await ReadAsync(CrmObjectKind.Deal, ids, cancellationToken);
        var events = Told(CrmObjectKind.Deal, deals, deal => [.. HubSpotDeal.Merges(deal, ids, now), .. HubSpotDeal.Events(deal, portal, now)]);
        var links = await _reads.LinksAsync(CrmObjectKind.Deal, CrmObjectKind.Contact, deals.Select(deal => deal.Key), cancellationToken);
        var dealsOf = links.SelectMany(deal => deal.Select(contact => (Deal: deal.Key, Contact: contact))).ToLookup(link => link.Contact, link => link.Deal);
        var contacts = await _reads.ObjectsAsync(CrmObjectKind.Contact, [.. dealsOf.Select(contact => contact.Key)], cancellationToken);
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
        var deals = await _reads.LinksAsync(CrmObjectKind.Contact, CrmObjectKind.Deal, contacts.Select(contact => contact.Key), cancellationToken);
        return Told(
            CrmObjectKind.Contact,
            contacts,
            contact => deals[contact.Key].Select(deal => Associated(contact, deal, wanted.GetValueOrDefault(contact.Key), now)));
    }

    /// <summary>An activity of several deals is told once for each; one of none, not at all.</summary>
    private async Task<List<CanonicalEvent>> ActivitiesAsync(
        CrmObjectKind kind, Dictionary<string, DateTimeOffset?> wanted, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var activities = await ReadAsync(kind, wanted.Keys, cancellationToken);
        var deals = await _reads.LinksAsync(kind, CrmObjectKind.Deal, activities.Select(activity => activity.Key), cancellationToken);
        activities.RemoveAll(activity => !deals.Contains(activity.Key));
        var contacts = await _reads.LinksAsync(kind, CrmObjectKind.Contact, activities.Select(activity => activity.Key), cancellationToken);
        return Told(kind, activities, activity =>
        {
            var at = Later(activity.ModifiedAt(now), wanted.GetValueOrDefault(activity.Key));
            var facts = HubSpotActivity.Facts(kind, activity) with
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
        var found = await _reads.ObjectsAsync(kind, ids, cancellationToken);
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
                Log.Unreadable(logger, kind, told.Key, source, e.Message);
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
