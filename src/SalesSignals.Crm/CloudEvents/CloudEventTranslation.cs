using System.Text.Json;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.CloudEvents;

/// <summary>
/// CloudEvents 1.0 whose data are events in our own format. What the data do not say themselves, their id, type and time, is that of
/// the CloudEvent.
/// </summary>
internal static class CloudEventTranslation
{
    public const string SpecVersion = "1.0";

    public static Translation Translate(Delivery delivery, NoteLexicon notes)
    {
        var hasAttributes = delivery.Headers.ContainsKey(CloudEventHeaders.Id);
        var mode = CloudEventModes.Of(delivery.Headers.GetValueOrDefault(CloudEventHeaders.ContentType), hasAttributes);
        return EventBody.Translate(delivery.Body, Reader(mode, delivery, notes));
    }

    private static Func<JsonElement, IReadOnlyList<CanonicalEvent>> Reader(CloudEventMode mode, Delivery delivery, NoteLexicon notes)
    {
        if (mode is not CloudEventMode.Binary)
        {
            return element => ReadStructured(element, delivery.ReceivedAt, notes);
        }

        // The id of one event is no id for several.
        var isOne = EventBody.Count(delivery.Body) == 1;
        return element =>
        {
            var message = CloudEventHeaders.Read(delivery.Headers);
            return CanonicalEventReader.ReadEvent(element, delivery.ReceivedAt, isOne ? message : message with { Id = null }, notes);
        };
    }

    private static IReadOnlyList<CanonicalEvent> ReadStructured(JsonElement element, DateTimeOffset receivedAt, NoteLexicon notes)
    {
        var attributes = EventFields.Of(element);
        if (Attribute(attributes, "specversion") != SpecVersion)
        {
            throw new UnreadableEventException($"specversion must be {SpecVersion}.");
        }

        _ = Attribute(attributes, "source");
        var message = new MessageFacts(Attribute(attributes, "id"), Attribute(attributes, "type"), attributes.Instant("time"));
        var hasData = element.TryGetProperty("data", out var data) && data.ValueKind is not JsonValueKind.Null;
        if (attributes.Text("data_base64") is not { } base64)
        {
            return hasData && data.ValueKind is JsonValueKind.Object
                ? CanonicalEventReader.ReadEvent(data, receivedAt, message, notes)
                : throw new UnreadableEventException("data must be an object: an event of our own format.");
        }

        if (hasData)
        {
            throw new UnreadableEventException("data and data_base64 must not both be given.");
        }

        using var document = Decoded(base64);
        return CanonicalEventReader.ReadEvent(document.RootElement, receivedAt, message, notes);
    }

    private static string Attribute(EventFields attributes, string name) =>
        attributes.Text(name) is { Length: > 0 } text ? text : throw attributes.Missing(name, "a string");

    /// <summary>The JSON in a <c>data_base64</c>.</summary>
    internal static JsonDocument Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length == 0)
        {
            throw new UnreadableEventException("data_base64 must be base64.");
        }

        return JsonBody.TryParse(bytes.AsMemory(0, length), out var document, out var problem)
            ? document
            : throw new UnreadableEventException($"data_base64 is not JSON: {problem}");
    }
}
