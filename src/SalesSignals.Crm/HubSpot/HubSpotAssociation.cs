using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>
/// Links of deals with contacts and activities. HubSpot tells each one twice, once from either end; both say the same of the deal, so
/// that it does not matter which of the two an app subscribes to.
/// </summary>
internal static class HubSpotAssociation
{
    private const string DefaultCategory = "HUBSPOT_DEFINED";

    /// <param name="canAsk">Whether what is linked can be read, and need not be told by its id alone.</param>
    public static EventReading Read(HubSpotEvent fact, bool canAsk)
    {
        var (from, to) = fact.Text("associationType") switch
        {
            "DEAL_TO_CONTACT" => (CrmObjectKind.Deal, CrmObjectKind.Contact),
            "CONTACT_TO_DEAL" => (CrmObjectKind.Contact, CrmObjectKind.Deal),
            _ => (HubSpotTypes.KindOf(fact.Text("fromObjectTypeId")), HubSpotTypes.KindOf(fact.Text("toObjectTypeId"))),
        };
        var other = from is CrmObjectKind.Deal ? to : to is CrmObjectKind.Deal ? from : null;
        if (other is null or CrmObjectKind.Deal || (HubSpotTypes.IsActivity(other) && !canAsk))
        {
            return EventReading.Nothing;
        }

        var (fromId, toId) = (fact.ObjectId("fromObjectId"), fact.ObjectId("toObjectId"));
        var (deal, id) = from is CrmObjectKind.Deal ? (fromId, toId) : (toId, fromId);
        return fact.Flag("associationRemoved") ? Removed(fact, deal, other.Value, id) : Added(fact, deal, other.Value, id, canAsk);
    }

    private static EventReading Added(HubSpotEvent fact, string deal, CrmObjectKind kind, string id, bool canAsk)
    {
        if (!canAsk)
        {
            return EventReading.Of(new CanonicalEvent.ContactAssociated { Id = Id(fact), OccurredAt = fact.OccurredAt, DealId = deal, Contact = new() { Id = id } });
        }

        // A contact comes with the deal: asked for by itself it would bring all its deals along, those of years ago too.
        return EventReading.Wants(kind is CrmObjectKind.Contact
            ? new CrmObject(CrmObjectKind.Deal, deal) { LinkedAt = fact.OccurredAt }
            : new CrmObject(kind, id) { LinkedAt = fact.OccurredAt });
    }

    /// <summary>
    /// What is no longer the primary one, or has lost a label of the customer's own, may well still be linked: the plain link has its
    /// own event.
    /// </summary>
    private static EventReading Removed(HubSpotEvent fact, string deal, CrmObjectKind kind, string id)
    {
        if (fact.Flag("isPrimaryAssociation") || fact.Text("associationCategory") is not (null or DefaultCategory))
        {
            return EventReading.Nothing;
        }

        return EventReading.Of(kind is CrmObjectKind.Contact
            ? new CanonicalEvent.ContactRemoved { Id = Id(fact), OccurredAt = fact.OccurredAt, DealId = deal, ContactId = id }
            : new CanonicalEvent.ActivityRemoved { Id = Id(fact), OccurredAt = fact.OccurredAt, DealId = deal, ActivityId = HubSpotTypes.ActivityId(kind, id) });
    }

    private static string Id(HubSpotEvent fact)
    {
        var type = fact.Number("associationTypeId") is { } number ? $".{number}" : "";
        var primary = fact.Flag("isPrimaryAssociation") ? ".primary" : "";
        var removed = fact.Flag("associationRemoved") ? ".removed" : "";
        return fact.Id($"{fact.ObjectId("fromObjectId")}-{fact.ObjectId("toObjectId")}{type}{primary}{removed}");
    }
}
