using System.Collections.Frozen;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>A deal as several calls of the API tell it.</summary>
/// <param name="Contacts">Its person and its participants; one that could not be read has but an id.</param>
internal sealed record PipedriveDealRead(PipedriveFields Deal, PipedriveLog Log, IReadOnlyList<(string Id, PipedriveFields? Person)> Contacts);

/// <summary>
/// Objects of the API in our words, the same that webhooks use. The same state is told in the same words, however often it is read.
/// </summary>
/// <param name="types">What activity types are.</param>
/// <param name="notes">By which texts are read.</param>
/// <param name="host">The account's host, for links; null where the API is asked at another address.</param>
internal sealed class PipedriveTelling(FrozenDictionary<string, ActivityKind> types, string? host, Func<NoteLexicon> notes)
{
    /// <param name="linkedAt">When a contact was last linked to it, where that is what was told.</param>
    public IEnumerable<CanonicalEvent> Deal(PipedriveDealRead read, DateTimeOffset? linkedAt, DateTimeOffset now)
    {
        var (deal, id) = (read.Deal, Id(read.Deal));
        if (deal.IsTrue("is_deleted"))
        {
            return [Deleted(deal, now)];
        }

        var at = PipedriveInstant.OfChange(deal, now);
        var contactsAt = linkedAt > at ? linkedAt.Value : at;
        return
        [
            .. PipedriveHistory.Events(id, deal, read.Log, now),
            .. PipedriveDeal.State(deal, previous: null, id, EventId("deal", id, at), at, host),
            .. read.Contacts.Select(contact => Contact(id, contact.Id, contact.Person, contactsAt, now)),
        ];
    }

    public static CanonicalEvent Deleted(PipedriveFields deal, DateTimeOffset now)
    {
        var (id, at) = (Id(deal), PipedriveInstant.OfChange(deal, now));
        return new CanonicalEvent.DealDeleted { Id = EventId("deal", id, at) + ":deleted", OccurredAt = at, DealId = id };
    }

    /// <param name="linkedAt">Linking leaves no trace in the time at which a person was modified.</param>
    public static CanonicalEvent Contact(string dealId, string id, PipedriveFields? person, DateTimeOffset linkedAt, DateTimeOffset now)
    {
        var modifiedAt = person is { } read ? PipedriveInstant.OfChange(read, now) : linkedAt;
        var at = modifiedAt > linkedAt ? modifiedAt : linkedAt;
        return new CanonicalEvent.ContactAssociated
        {
            Id = EventId("person", id, at),
            OccurredAt = at,
            DealId = dealId,
            Contact = person is { } known ? PipedrivePerson.Facts(known, id) : new() { Id = id },
        };
    }

    public IEnumerable<CanonicalEvent> Activity(PipedriveFields activity, DateTimeOffset now)
    {
        var (id, at) = (Id(activity), PipedriveInstant.OfChange(activity, now));
        return Attached(activity, "activity", id, at, () => PipedriveActivity.Facts(activity, id, at, types, notes()), id);
    }

    public IEnumerable<CanonicalEvent> Note(PipedriveFields note, DateTimeOffset now)
    {
        var (number, at) = (Id(note), PipedriveInstant.OfChange(note, now));
        var id = PipedriveNote.Id(number);
        return Attached(note, "note", number, at, () => PipedriveNote.Facts(note, id, notes()), id);
    }

    public static string Id(PipedriveFields told) => told.Id("id") ?? throw new UnreadableEventException("id is missing.");

    /// <summary>What belongs to no deal tells nothing.</summary>
    private static IEnumerable<CanonicalEvent> Attached(
        PipedriveFields told, string entity, string number, DateTimeOffset at, Func<ActivityFacts> facts, string id)
    {
        if (told.Id("deal_id") is not { } dealId)
        {
            return [];
        }

        var eventId = EventId(entity, number, at);
        return told.IsTrue("is_deleted") || told.IsFalse("active_flag")
            ? [new CanonicalEvent.ActivityRemoved { Id = eventId, OccurredAt = at, DealId = dealId, ActivityId = id }]
            : [new CanonicalEvent.ActivityLogged { Id = eventId, OccurredAt = at, DealId = dealId, Activity = facts() }];
    }

    private static string EventId(string entity, string id, DateTimeOffset at) => FormattableString.Invariant($"{entity}:{id}:{at.ToUnixTimeSeconds()}");
}
