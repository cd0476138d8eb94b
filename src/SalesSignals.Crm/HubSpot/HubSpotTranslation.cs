using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.HubSpot;

/// <summary>
/// HubSpot's events in our words. Deals come as <c>deal.*</c> from older apps and as <c>object.*</c> of type 0-3 from newer ones.
/// Other objects name only ids: they are wanted of the API, where there is a client for it.
/// </summary>
internal static class HubSpotTranslation
{
    /// <param name="portals">The accounts that are taken; empty for all.</param>
    /// <param name="canAsk">Whether there is a client for what events do not carry.</param>
    public static Translation Translate(Delivery delivery, FrozenSet<long> portals, bool canAsk) =>
        EventBody.Translate(delivery.Body, element => Read(element, delivery.ReceivedAt, portals, canAsk));

    /// <summary>The deal's page in the account.</summary>
    public static string Url(long portal, string dealId) => $"https://app.hubspot.com/contacts/{portal}/record/{HubSpotTypes.Deal}/{dealId}";

    private static EventReading Read(JsonElement element, DateTimeOffset receivedAt, FrozenSet<long> portals, bool canAsk)
    {
        var fact = new HubSpotEvent(element, receivedAt);
        if (portals.Count > 0 && !(fact.PortalId is { } portal && portals.Contains(portal)))
        {
            var named = fact.PortalId?.ToString(CultureInfo.InvariantCulture) ?? "(none)";
            throw new UnreadableEventException($"The event is of portal {named}, which AllowedPortalIds does not list.");
        }

        return fact.Type switch
        {
            "deal.associationChange" or "contact.associationChange" or "object.associationChange" => HubSpotAssociation.Read(fact, canAsk),

            // HubSpot also tells the plain deletion, before or after it; that one can be undone, and says nothing to us.
            "contact.privacyDeletion" => EventReading.Nothing with { Forgotten = [new(fact.ObjectId(), fact.OccurredAt)] },
            _ => new(Facts(fact), canAsk ? HubSpotWants.Of(fact) : []),
        };
    }

    private static CanonicalEvent[] Facts(HubSpotEvent fact) => Action(fact) switch
    {
        "creation" => [Changed(fact, null, new() { CreatedAt = Told.Of<DateTimeOffset?>(fact.OccurredAt) })],
        "propertyChange" => PropertyChanged(fact),
        "deletion" => [new CanonicalEvent.DealDeleted { Id = fact.Id(fact.ObjectId()), OccurredAt = fact.OccurredAt, DealId = fact.ObjectId() }],
        "restore" => [new CanonicalEvent.DealRestored { Id = fact.Id(fact.ObjectId()), OccurredAt = fact.OccurredAt, DealId = fact.ObjectId() }],
        "merge" => Merged(fact),
        _ => [],
    };

    /// <summary>What happened to a deal; null where it is another object.</summary>
    private static string? Action(HubSpotEvent fact) => fact.Type.Split('.') switch
    {
        ["deal", var action] => action,
        ["object", var action] when fact.Text("objectTypeId") is HubSpotTypes.Deal => action,
        _ => null,
    };

    private static CanonicalEvent[] PropertyChanged(HubSpotEvent fact) =>
        fact.Text("propertyName") is { } property && HubSpotDealProperty.Read(property, fact.Text("propertyValue")) is { } fields
            ? [Changed(fact, property, fields)]
            : [];

    private static CanonicalEvent.DealChanged Changed(HubSpotEvent fact, string? property, DealFields fields) => new()
    {
        Id = fact.Id(fact.ObjectId(), property),
        OccurredAt = fact.OccurredAt,
        DealId = fact.ObjectId(),
        Deal = fact.PortalId is { } portal
            ? fields with { Url = Url(portal, fact.ObjectId()) }
            : fields,
    };

    /// <summary>HubSpot gives the outcome of a merge a new id; the old primary deal is then a source like the others.</summary>
    private static CanonicalEvent[] Merged(HubSpotEvent fact)
    {
        var into = fact.OptionalObjectId("newObjectId") ?? fact.OptionalObjectId("primaryObjectId")
            ?? throw new UnreadableEventException("newObjectId and primaryObjectId are both missing.");
        string[] merged =
        [
            .. fact.ObjectIds("mergedObjectIds")
                .Concat(fact.OptionalObjectId("primaryObjectId") is { } primary ? [primary] : [])
                .Where(id => id != into)
                .Distinct(StringComparer.Ordinal),
        ];
        return merged.Length == 0
            ? throw new UnreadableEventException("mergedObjectIds names no deal that was merged into another.")
            : [.. merged.Select(id => new CanonicalEvent.DealMerged { Id = fact.Id(id), OccurredAt = fact.OccurredAt, DealId = id, IntoDealId = into })];
    }
}
