using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>Which contacts belong to which deals: those in the deal's own columns, and those that are connected with it.</summary>
internal sealed class DataverseLinks
{
    private readonly Dictionary<(string Deal, string Contact), Link> _links = [];

    public IReadOnlyCollection<string> Contacts => [.. _links.Keys.Select(link => link.Contact).Distinct(StringComparer.Ordinal)];

    public void AddDeal(DataverseRecord deal, DateTimeOffset now)
    {
        foreach (var person in DataverseDeal.People(deal.Row, _ => true))
        {
            Add(deal.Id, person.Id, new(true, deal.At(now), null, default));
        }
    }

    /// <param name="connection">As seen from the deal. Dataverse keeps each from either end.</param>
    public void AddConnection(DataverseRecord connection, DateTimeOffset now)
    {
        if (connection.Row.Reference("record1id") is not { Table: "opportunity" } deal || connection.Row.Reference("record2id") is not { Table: "contact" } contact)
        {
            return;
        }

        var isActive = connection.Row.Option("statecode") != DataverseContact.Inactive;
        var at = connection.At(now);
        Add(deal.Id, contact.Id, new(isActive, at, isActive ? DataverseContact.Role(connection.Row.Reference("record2roleid")?.Name) : null, at));
    }

    /// <summary>A contact's name and address change without its links, and its links without it: what is told dates from the later.</summary>
    public IEnumerable<CanonicalEvent> Of(DataverseRecord contact, DateTimeOffset? linkedAt, DateTimeOffset now)
    {
        foreach (var ((deal, _), link) in _links.Where(link => link.Key.Contact == contact.Id).OrderBy(link => link.Key.Deal, StringComparer.Ordinal))
        {
            if (!link.IsActive)
            {
                yield return new CanonicalEvent.ContactRemoved { Id = contact.EventId(), OccurredAt = link.At, DealId = deal, ContactId = contact.Id };
                continue;
            }

            DateTimeOffset[] times = [contact.At(now), link.At, linkedAt ?? default];
            yield return new CanonicalEvent.ContactAssociated
            {
                Id = contact.EventId(),
                OccurredAt = times.Max(),
                DealId = deal,
                Contact = new()
                {
                    Id = contact.Id,
                    Name = EventText.Name(contact.Row.Text("fullname")),
                    Email = EventText.Email(contact.Row.Text("emailaddress1"), "emailaddress1"),
                    Role = link.Role,
                },
            };
        }
    }

    /// <summary>One link that holds is enough; of several roles the latest counts.</summary>
    private void Add(string deal, string contact, Link added)
    {
        if (!_links.TryGetValue((deal, contact), out var link))
        {
            _links[(deal, contact)] = added;
            return;
        }

        var (one, other) = link.IsActive == added.IsActive || added.IsActive ? (added, link) : (link, added);
        var role = (one.Role, other.Role) is ({ } first, { } second) ? one.RoleAt >= other.RoleAt ? first : second : one.Role ?? other.Role;
        _links[(deal, contact)] = new(
            one.IsActive, one.At > other.At ? one.At : other.At, role, one.RoleAt > other.RoleAt ? one.RoleAt : other.RoleAt);
    }

    private readonly record struct Link(bool IsActive, DateTimeOffset At, BuyingRole? Role, DateTimeOffset RoleAt);
}
