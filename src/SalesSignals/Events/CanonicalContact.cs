namespace SalesSignals.Events;

/// <summary>Reads the contact of a canonical event, whole.</summary>
internal static class CanonicalContact
{
    public static CanonicalEvent.ContactAssociated Associated(EventFields contact, string id, DateTimeOffset at) => new()
    {
        Id = id,
        OccurredAt = at,
        DealId = contact.Id("dealId"),
        Contact = new()
        {
            Id = contact.Id("id"),
            Name = EventText.Name(contact.Text("name")),
            Email = EventText.Email(contact.Text("email"), contact.Path("email")),
            Role = contact.Choice("buyingRole", EventNames.BuyingRoles),
        },
    };

    public static CanonicalEvent.ContactRemoved Removed(EventFields contact, string id, DateTimeOffset at) => new()
    {
        Id = id,
        OccurredAt = at,
        DealId = contact.Id("dealId"),
        ContactId = contact.Id("id"),
    };
}
