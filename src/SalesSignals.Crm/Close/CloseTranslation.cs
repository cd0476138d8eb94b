using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>
/// Close's events in our words, one a delivery. Opportunities are deals. An activity belongs to a lead and counts only where it names an
/// opportunity too; leads, merged ones included, and contacts are none of our concern: each opportunity they touch has an event of its own.
/// </summary>
internal static class CloseTranslation
{
    public static CanonicalEvent[] Read(JsonElement element, DateTimeOffset receivedAt)
    {
        var fact = new CloseEvent(EventFields.Of(element).Part("event"), receivedAt);
        return fact.ObjectType.Split('.') switch
        {
            ["opportunity"] => CloseOpportunity.Read(fact),
            ["activity" or "task", var kind] => CloseActivity.Read(fact, kind),
            _ => [],
        };
    }
}
