using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>
/// What an event names and does not carry. Deals are asked for where their webhooks leave open what happened: when they are new, and
/// when they move (only the API says whether a stage of the customer's own means won or lost).
/// </summary>
internal static class HubSpotWants
{
    public static IReadOnlyList<CrmObject> Of(HubSpotEvent fact)
    {
        if (fact.Type.Split('.') is not [var subject, var action])
        {
            return [];
        }

        var kind = subject switch
        {
            "deal" => CrmObjectKind.Deal,
            "contact" => CrmObjectKind.Contact,
            "object" => HubSpotTypes.KindOf(fact.Text("objectTypeId")),
            _ => null,
        };
        return kind switch
        {
            CrmObjectKind.Deal => OfDeal(action, fact),
            CrmObjectKind.Contact => OfContact(action, fact),

            // Not its deletion: which deals it belonged to, nobody can tell any more.
            { } activity => action is "creation" or "propertyChange" or "restore" ? [new(activity, fact.ObjectId())] : [],
            null => [],
        };
    }

    private static CrmObject[] OfDeal(string action, HubSpotEvent fact) => action switch
    {
        "merge" => (fact.OptionalObjectId("newObjectId") ?? fact.OptionalObjectId("primaryObjectId")) is { } merged ? [new(CrmObjectKind.Deal, merged)] : [],
        "creation" or "restore" => [new(CrmObjectKind.Deal, fact.ObjectId())],
        _ => HasChanged(action, fact, "dealstage", "pipeline", "hs_is_closed", "hs_is_closed_won") ? [new(CrmObjectKind.Deal, fact.ObjectId())] : [],
    };

    /// <summary>Of those merged one remains, under an id that its deals do not know yet.</summary>
    private static CrmObject[] OfContact(string action, HubSpotEvent fact) => action switch
    {
        "merge" => (fact.OptionalObjectId("newObjectId") ?? fact.OptionalObjectId("primaryObjectId")) is { } merged ? [new(CrmObjectKind.Contact, merged)] : [],
        "restore" => [new(CrmObjectKind.Contact, fact.ObjectId())],
        _ => HasChanged(action, fact, "firstname", "lastname", "email", "hs_buying_role") ? [new(CrmObjectKind.Contact, fact.ObjectId())] : [],
    };

    private static bool HasChanged(string action, HubSpotEvent fact, params ReadOnlySpan<string> properties) =>
        action is "propertyChange" && fact.Text("propertyName") is { } name && properties.Contains(name);
}
