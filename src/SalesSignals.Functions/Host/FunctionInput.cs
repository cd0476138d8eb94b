using System.Globalization;
using System.Text.Json;

namespace SalesSignals.Functions.Host;

/// <summary>
/// Reads the envelope in which the Functions host calls a function that is not HTTP: <c>{"Data":{…},"Metadata":{…}}</c>. The host encodes
/// text and metadata as JSON inside JSON strings; plainer forms are read as well.
/// </summary>
public static class FunctionInput
{
    /// <exception cref="FormatException">This is no such envelope.</exception>
    public static FunctionCall Read(FunctionTrigger trigger, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var data = root.GetProperty("Data").GetProperty(trigger.Binding);
            return trigger is FunctionTrigger.Timer ? ReadTimer(trigger, data) : ReadMessage(trigger, data, Metadata(root));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"The body is not what the Functions host sends: Data.{trigger.Binding} and Metadata, as JSON.", e);
        }
    }

    private static FunctionCall ReadTimer(FunctionTrigger trigger, JsonElement data)
    {
        var timer = Unwrap(data);
        var isPastDue = timer.ValueKind is JsonValueKind.Object && timer.TryGetProperty("IsPastDue", out var late) && IsTrue(late);
        return new(trigger.Name, null, 0, isPastDue);
    }

    private static FunctionCall ReadMessage(FunctionTrigger trigger, JsonElement data, JsonElement? metadata) =>
        new(trigger.Name, MessageText(data), Number(metadata, "DequeueCount") ?? 1, false)
        {
            MessageId = Text(metadata, "Id"),
            InsertedAt = Instant(metadata, "InsertionTime"),
        };

    /// <summary>A message is an object, a string that holds a JSON string of its text, or its text.</summary>
    private static string MessageText(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.String => Unwrap(data) is { ValueKind: JsonValueKind.String } inner ? inner.GetString()! : data.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => throw new InvalidOperationException("The message is null."),
        _ => data.GetRawText(),
    };

    /// <summary>What a string holds, if that is JSON; otherwise the value as it is.</summary>
    private static JsonElement Unwrap(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            return value;
        }

        try
        {
            return JsonElement.Parse(value.GetString()!);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static JsonElement? Metadata(JsonElement root) =>
        root.TryGetProperty("Metadata", out var metadata) && metadata.ValueKind is JsonValueKind.Object ? metadata : null;

    private static string? Text(JsonElement? metadata, string name)
    {
        if (metadata is not { } properties || !properties.TryGetProperty(name, out var value))
        {
            return null;
        }

        return Unwrap(value) switch
        {
            { ValueKind: JsonValueKind.String } inner => inner.GetString(),
            { ValueKind: JsonValueKind.Number } inner => inner.GetRawText(),
            _ => null,
        };
    }

    private static long? Number(JsonElement? metadata, string name) =>
        long.TryParse(Text(metadata, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Instant(JsonElement? metadata, string name) =>
        DateTimeOffset.TryParse(Text(metadata, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static bool IsTrue(JsonElement value) => Unwrap(value).ValueKind is JsonValueKind.True;
}
