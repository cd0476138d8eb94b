using System.Globalization;
using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>One event of a HubSpot delivery: what all of them say, and access to what only some do.</summary>
internal sealed class HubSpotEvent
{
    private readonly JsonElement _json;

    public HubSpotEvent(JsonElement json, DateTimeOffset receivedAt)
    {
        _json = json.ValueKind is JsonValueKind.Object ? json : throw new UnreadableEventException("An event must be an object.");
        Type = Text("subscriptionType") ?? Text("eventType") ?? throw Missing("subscriptionType");
        PortalId = Number("portalId");
        OccurredAt = EventText.OccurredAt(
            EventText.UnixMilliseconds(Number("occurredAt") ?? throw Missing("occurredAt"), "occurredAt"), receivedAt, "occurredAt");
    }

    /// <summary>Such as <c>deal.propertyChange</c>; older samples call it <c>eventType</c>.</summary>
    public string Type { get; }

    public long? PortalId { get; }

    public DateTimeOffset OccurredAt { get; }

    /// <summary>
    /// What tells this event from others: HubSpot promises no unique <c>eventId</c>. The number of the attempt is not in it, so that a
    /// repeated delivery has the same id.
    /// </summary>
    /// <param name="subject">The object, or the two that were linked and how.</param>
    public string Id(string subject, string? property = null) => EventText.Id(
        string.Create(CultureInfo.InvariantCulture, $"{PortalId}:{Type}:{subject}:{property}:{OccurredAt.ToUnixTimeMilliseconds()}:{Number("eventId")}"),
        "The event's id");

    public string ObjectId(string name = "objectId") => Number(name)?.ToString(CultureInfo.InvariantCulture) ?? throw Missing(name);

    public string? OptionalObjectId(string name) => Number(name)?.ToString(CultureInfo.InvariantCulture);

    public IEnumerable<string> ObjectIds(string name)
    {
        if (!_json.TryGetProperty(name, out var ids) || ids.ValueKind is JsonValueKind.Null)
        {
            return [];
        }

        return ids.ValueKind is JsonValueKind.Array
            ? ids.EnumerateArray().Select(id => Number(id, name).ToString(CultureInfo.InvariantCulture))
            : throw new UnreadableEventException($"{name} must be an array.");
    }

    public bool Flag(string name) => _json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;

    /// <summary>A string, or the spelling of a number or flag; null where it is absent or null.</summary>
    public string? Text(string name)
    {
        if (!_json.TryGetProperty(name, out var value))
        {
            return null;
        }

        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => throw new UnreadableEventException($"{name} must be a string."),
            };
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableEventException($"{name} holds half of a surrogate pair.");
        }
    }

    public long? Number(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? Number(value, name) : null;

    /// <summary>The webhooks write ids as numbers, the API as strings; both are taken.</summary>
    private static long Number(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) && number >= 0 => number,
        JsonValueKind.String when long.TryParse(value.GetRawText().AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new UnreadableEventException($"{name} must be a whole number, not below 0."),
    };

    private static UnreadableEventException Missing(string name) => new($"{name} is missing.");
}
