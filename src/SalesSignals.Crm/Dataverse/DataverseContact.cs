using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>
/// Links between opportunities and contacts: rows of the connection table, which name a role, and the Associate message. Dataverse keeps
/// a connection twice, once from either end; both say the same of the deal.
/// </summary>
internal static class DataverseContact
{
    private const string Deal = "opportunity";
    private const string Person = "contact";
    public const int Inactive = 1;

    /// <param name="canAsk">Whether the contact can be asked for: a webhook knows no address, and told here it would lose its own.</param>
    public static EventReading Read(DataverseContext context, bool canAsk)
    {
        if (context.Message is "Delete")
        {
            return EventReading.Of(Disconnected(context));
        }

        CanonicalEvent[] told = [.. DataverseChange.Of(context).SelectMany(Connected)];
        return new(
            [.. told.Where(link => !canAsk || link is not CanonicalEvent.ContactAssociated)],
            [.. told.OfType<CanonicalEvent.ContactAssociated>().Where(_ => canAsk).Select(link => new CrmObject(CrmObjectKind.Contact, link.Contact.Id) { LinkedAt = link.OccurredAt })]);
    }

    /// <summary>An update rarely names both ends; without an image it says too little to be of use, and nothing that would change a deal.</summary>
    private static CanonicalEvent[] Connected(DataverseChange change) => Ends(change.Row) is not var (deal, contact, role)
        ? []
        : change.Row.Option("statecode") == Inactive
            ? [Removed(change.Id, change.At, deal, contact.Id)]
            : [Added(change.Id, change.At, deal, contact, role)];

    /// <summary>Whose connection it was only an image can tell.</summary>
    private static CanonicalEvent[] Disconnected(DataverseContext context)
    {
        context.MustHaveHappened();
        return context.Image("PreEntityImages") is { } row && Ends(row) is var (deal, contact, _)
            ? [Removed(context.Id(context.RowId(context.Input("Target"))), context.At(DataverseOrder.Deleted), deal, contact.Id)]
            : [];
    }

    /// <summary>The Associate and Disassociate messages, which carry no more than ids.</summary>
    public static CanonicalEvent[] Linked(DataverseContext context)
    {
        context.MustHaveHappened();
        var target = DataverseReference.Read(context.Target, "Target");
        if (target.Table is not (Deal or Person))
        {
            return [];
        }

        var other = target.Table is Deal ? Person : Deal;
        return
        [
            .. DataverseJson.Items(context.Input("RelatedEntities"), "RelatedEntities")
                .Select(related => DataverseReference.Read(related, "RelatedEntities"))
                .Where(related => related.Table == other)
                .Select(related => Link(context, context.Id(related.Id), target.Table is Deal ? (target, related) : (related, target))),
        ];
    }

    private static CanonicalEvent Link(DataverseContext context, string id, (DataverseReference Deal, DataverseReference Contact) ends) =>
        context.Message is "Associate"
            ? Added(id, context.At(DataverseOrder.Updated), ends.Deal, ends.Contact, null)
            : Removed(id, context.At(DataverseOrder.Deleted), ends.Deal, ends.Contact.Id);

    private static (DataverseReference Deal, DataverseReference Contact, BuyingRole? Role)? Ends(DataverseRow connection) =>
        (connection.Reference("record1id"), connection.Reference("record2id")) switch
        {
            ({ Table: Deal } deal, { Table: Person } contact) => (deal, contact, Role(connection.Reference("record2roleid")?.Name)),
            ({ Table: Person } contact, { Table: Deal } deal) => (deal, contact, Role(connection.Reference("record1roleid")?.Name)),
            _ => null,
        };

    /// <summary>Roles are rows of the customer's own; these are the names that Dynamics 365 Sales comes with.</summary>
    public static BuyingRole? Role(string? name) => name?.ToLowerInvariant().Replace('-', ' ') switch
    {
        "economic buyer" => BuyingRole.EconomicBuyer,
        "decision maker" => BuyingRole.DecisionMaker,
        "champion" => BuyingRole.Champion,
        "influencer" => BuyingRole.Influencer,
        "blocker" => BuyingRole.Blocker,
        "end user" or "user" => BuyingRole.User,
        _ => null,
    };

    private static CanonicalEvent.ContactAssociated Added(
        string id, DateTimeOffset at, DataverseReference deal, DataverseReference contact, BuyingRole? role) => new()
    {
        Id = id,
        OccurredAt = at,
        DealId = deal.Id,
        Contact = new() { Id = contact.Id, Name = contact.Name, Role = role },
    };

    private static CanonicalEvent.ContactRemoved Removed(string id, DateTimeOffset at, DataverseReference deal, string contactId) =>
        new() { Id = id, OccurredAt = at, DealId = deal.Id, ContactId = contactId };
}
