using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>
/// Close's events in our words, one a delivery. Opportunities are deals. Activities and contacts belong to leads: where the API can be asked,
/// they are named, and it says whose they are. Leads, merged ones included, are none of our concern: each opportunity they touch has an
/// event of its own.
/// </summary>
internal static class CloseTranslation
{
    private static readonly string[] ContactMembers = ["name", "display_name", "emails", "lead_id"];

    public static EventReading Read(JsonElement element, DateTimeOffset receivedAt, bool canAsk, NoteLexicon notes) =>
        Read(new CloseEvent(EventFields.Of(element).Part("event"), receivedAt), canAsk, notes);

    public static EventReading Read(CloseEvent fact, bool canAsk, NoteLexicon notes) => fact.ObjectType.Split('.') switch
    {
        ["opportunity"] => CloseOpportunity.Read(fact, canAsk),
        ["activity" or "task", var kind] => CloseActivity.Read(fact, kind, canAsk, notes),
        ["contact"] when canAsk && fact.Action is ("created" or "updated") && ContactMembers.Any(fact.Sets) =>
            EventReading.Wants(new CrmObject(CrmObjectKind.Contact, fact.ObjectId)),
        _ => EventReading.Nothing,
    };

    /// <summary>Whether an event may lead to calls of the API.</summary>
    public static bool IsOfConcern(CloseEvent fact) => fact.ObjectType is "opportunity" or "contact" || CloseActivity.IsActivity(fact.ObjectType);
}
