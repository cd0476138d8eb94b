using System.Collections.Frozen;
using System.Text.Json;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Dataverse;

/// <summary>
/// Dataverse's operations in our words. The organisation is checked here and not with the key: it stands in a body that nothing signs,
/// so it proves nothing; and a refusal would be final, while what is set aside can be tried again once the setting is mended.
/// </summary>
internal static class DataverseTranslation
{
    /// <param name="organisations">The organisations that are taken; empty for all.</param>
    /// <param name="stageColumn">The column that holds the stage; null for the usual ones.</param>
    /// <param name="canAsk">Whether what deliveries leave out can be asked for.</param>
    public static Translation Translate(Delivery delivery, FrozenSet<Guid> organisations, string? stageColumn, bool canAsk, NoteLexicon notes) =>
        EventBody.Translate(delivery.Body, element => Read(element, delivery, organisations, stageColumn, canAsk, notes));

    /// <summary>What the rows of one message say together.</summary>
    public static EventReading Join(this IEnumerable<EventReading> readings)
    {
        EventReading[] all = [.. readings];
        return new([.. all.SelectMany(reading => reading.Events)], [.. all.SelectMany(reading => reading.Wanted)]);
    }

    private static EventReading Read(
        JsonElement element, Delivery delivery, FrozenSet<Guid> organisations, string? stageColumn, bool canAsk, NoteLexicon notes)
    {
        var context = new DataverseContext(element, delivery);
        if (organisations.Count > 0 && !(context.OrganisationId is { } organisation && organisations.Contains(Guid.Parse(organisation))))
        {
            throw new UnreadableEventException($"The event is of organisation {context.OrganisationId ?? "(none)"}, which OrganizationIds does not list.");
        }

        return context.Table switch
        {
            "opportunity" => DataverseDeal.Read(context, stageColumn, canAsk),
            "connection" => DataverseContact.Read(context, canAsk),
            var table when DataverseActivity.Kind(table) is { } kind => DataverseActivity.Read(context, kind, canAsk, notes),
            _ when context.Message is "Associate" or "Disassociate" => EventReading.Of(DataverseContact.Linked(context)),
            _ => EventReading.Nothing,
        };
    }
}
