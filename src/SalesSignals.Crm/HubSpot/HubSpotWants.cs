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
            null => [],
            CrmObjectKind.Deal when action is "merge" => fact.OptionalObjectId("newObjectId") is { } merged ? [new(CrmObjectKind.Deal, merged)] : [],
            CrmObjectKind.Deal when action is "creation" or "restore" || HasChanged(action, fact, "dealstage", "pipeline", "hs_is_closed", "hs_is_closed_won") => Itself(kind, fact),
            CrmObjectKind.Contact when HasChanged(action, fact, "firstname", "lastname", "email", "hs_buying_role") => Itself(kind, fact),

            // Not its deletion: which deals it belonged to, nobody can tell any more.
            _ when HubSpotTypes.IsActivity(kind) && action is "creation" or "propertyChange" or "restore" => HubSpotTypes.IsActivity(kind) ? Itself(kind, fact) : [],
            _ => [],
        };
    }

    private static CrmObject[] Itself(CrmObjectKind? kind, HubSpotEvent fact) => [new(kind!.Value, fact.ObjectId())];

    private static bool HasChanged(string action, HubSpotEvent fact, params ReadOnlySpan<string> properties) =>
        action is "propertyChange" && fact.Text("propertyName") is { } name && properties.Contains(name);
}
