using System.Text.Json;
using SalesSignals.Crm.CloudEvents;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// Events of Change Data Capture that a bridge passes on as CloudEvents, to the same address as outbound messages. The change is the
/// event's data, or the <c>payload</c> in them, as Event Relay and the Pub/Sub API's readers hand it over.
/// </summary>
internal static class SalesforceBridge
{
    private const string OrganizationPrefix = "00D";
    private const string Header = "ChangeEventHeader";

    /// <summary>By its headers: outbound messages have none of CloudEvents'.</summary>
    public static bool IsCloudEvent(WebhookRequest request) =>
        request.Header(CloudEventHeaders.ContentType)?.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase) is true
        || request.Headers.Keys.Any(name => name.StartsWith(CloudEventHeaders.Prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>By its first sign: XML never begins with one of JSON's.</summary>
    public static bool IsJson(ReadOnlyMemory<byte> body)
    {
        var text = body.Span;
        text = (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? text[3..] : text).TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] is (byte)'{' or (byte)'[';
    }

    /// <summary>
    /// The organisations that the events' sources name, as <c>aws.partner/salesforce.com/00D…/…</c> does. A body that cannot be read names
    /// none: that is for the check of form to say.
    /// </summary>
    public static IEnumerable<string> Organizations(WebhookRequest request)
    {
        string?[] sources = request.Header(CloudEventHeaders.Source) is { } header
            ? [CloudEventHeaders.TryDecode(header, out var decoded) ? decoded : header]
            : [.. SourcesOf(request.Body)];
        return sources
            .SelectMany(source => (source ?? "").Split('/', ':', '.', '?', '=', '#'))
            .Where(part => part.StartsWith(OrganizationPrefix, StringComparison.Ordinal) && SalesforceId.IsId(part));
    }

    /// <summary>The change in an element of a body: in a CloudEvent, or by itself where headers were the CloudEvent.</summary>
    public static EventReading Read(JsonElement element, Func<JsonElement, EventReading> read)
    {
        if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty("specversion", out _))
        {
            return read(Unwrapped(element));
        }

        var attributes = EventFields.Of(element);
        if (attributes.Text("specversion") != CloudEventTranslation.SpecVersion)
        {
            throw new UnreadableEventException($"specversion must be {CloudEventTranslation.SpecVersion}.");
        }

        if (element.TryGetProperty("data", out var data) && data.ValueKind is not JsonValueKind.Null)
        {
            return read(Unwrapped(data));
        }

        using var document = CloudEventTranslation.Decoded(attributes.Text("data_base64") ?? throw attributes.Missing("data", "an object"));
        return read(Unwrapped(document.RootElement));
    }

    private static JsonElement Unwrapped(JsonElement data) =>
        data.ValueKind is JsonValueKind.Object && !data.TryGetProperty(Header, out _) && data.TryGetProperty("payload", out var payload) ? payload : data;

    private static List<string?> SourcesOf(ReadOnlyMemory<byte> body)
    {
        if (!JsonBody.TryParse(body, out var document, out _))
        {
            return [];
        }

        using (document)
        {
            var root = document.RootElement;
            return [.. (root.ValueKind is JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root]).Select(Source)];
        }
    }

    private static string? Source(JsonElement element)
    {
        try
        {
            return element.ValueKind is JsonValueKind.Object && element.TryGetProperty("source", out var source) && source.ValueKind is JsonValueKind.String
                ? source.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair; no organisation is named like that.
            return null;
        }
    }
}
