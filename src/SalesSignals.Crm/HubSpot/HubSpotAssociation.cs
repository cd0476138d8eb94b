using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>
/// Links between deals and contacts. HubSpot tells each one twice, once from either end; both say the same of the deal, so that it
/// does not matter which of the two an app subscribes to.
/// </summary>
internal static class HubSpotAssociation
{
    private const string DefaultCategory = "HUBSPOT_DEFINED";

    public static CanonicalEvent[] Read(HubSpotEvent fact)
    {
        var (fromDeal, toDeal) = (IsFromDeal(fact), IsToDeal(fact));
        if (!fromDeal && !toDeal)
        {
            return [];
        }

        var (from, to) = (fact.ObjectId("fromObjectId"), fact.ObjectId("toObjectId"));
        var (deal, contact) = fromDeal ? (from, to) : (to, from);
        return fact.Flag("associationRemoved") ? Removed(fact, deal, contact) : [Added(fact, deal, contact)];
    }

    private static bool IsFromDeal(HubSpotEvent fact) => fact.Text("associationType") is "DEAL_TO_CONTACT"
        || (fact.Text("fromObjectTypeId") is HubSpotTranslation.DealType && fact.Text("toObjectTypeId") is HubSpotTranslation.ContactType);

    private static bool IsToDeal(HubSpotEvent fact) => fact.Text("associationType") is "CONTACT_TO_DEAL"
        || (fact.Text("fromObjectTypeId") is HubSpotTranslation.ContactType && fact.Text("toObjectTypeId") is HubSpotTranslation.DealType);

    private static CanonicalEvent.ContactAssociated Added(HubSpotEvent fact, string deal, string contact) => new()
    {
        Id = Id(fact),
        OccurredAt = fact.OccurredAt,
        DealId = deal,
        Contact = new() { Id = contact },
    };

    /// <summary>
    /// A contact that is no longer the primary one, or has lost a label of the customer's own, may well still be linked: the plain link
    /// has its own event.
    /// </summary>
    private static CanonicalEvent[] Removed(HubSpotEvent fact, string deal, string contact) =>
        fact.Flag("isPrimaryAssociation") || fact.Text("associationCategory") is not (null or DefaultCategory)
            ? []
            : [new CanonicalEvent.ContactRemoved { Id = Id(fact), OccurredAt = fact.OccurredAt, DealId = deal, ContactId = contact }];

    private static string Id(HubSpotEvent fact)
    {
        var type = fact.Number("associationTypeId") is { } number ? $".{number}" : "";
        var primary = fact.Flag("isPrimaryAssociation") ? ".primary" : "";
        var removed = fact.Flag("associationRemoved") ? ".removed" : "";
        return fact.Id($"{fact.ObjectId("fromObjectId")}-{fact.ObjectId("toObjectId")}{type}{primary}{removed}");
    }
}
