using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SalesSignals.Telemetry;

namespace SalesSignals.Storage;

/// <summary>
/// A queue message that names its schema and version, <c>{"name":"evaluate-bucket","version":1,"data":{…}}</c>, so that messages
/// written before an upgrade still read after it. Where somebody traces, <c>"traceparent"</c> stands before the name.
/// </summary>
public sealed record NamedMessage(string Name, int Version, JsonElement Data)
{
    private const string TraceStart = "{\"traceparent\":\"";

    /// <summary>A W3C <c>traceparent</c> of version 00.</summary>
    private const int TraceLength = 55;

    /// <param name="trace">The trace that the message belongs to; null for the one that is going on, if any.</param>
    public static string Write<T>(string name, int version, T data, JsonTypeInfo<T> type, string? trace = null)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if ((trace ?? SalesTracing.Current) is { } traceparent)
            {
                json.WriteString("traceparent"u8, traceparent);
            }

            json.WriteString("name"u8, name);
            json.WriteNumber("version"u8, version);
            json.WritePropertyName("data"u8);
            JsonSerializer.Serialize(json, data, type);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The trace a message belongs to, found without reading the message; null where it has none.</summary>
    public static string? TraceOf(string? text) =>
        text is not null && text.Length > TraceStart.Length + TraceLength && text.StartsWith(TraceStart, StringComparison.Ordinal)
            ? text.Substring(TraceStart.Length, TraceLength)
            : null;

    /// <exception cref="UnreadableMessageException">The text is not such a message.</exception>
    public static NamedMessage Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new(root.GetProperty("name").GetString()!, root.GetProperty("version").GetInt32(), root.GetProperty("data").Clone());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UnreadableMessageException("The message is not JSON with name, version and data.", e);
        }
    }

    /// <exception cref="UnreadableMessageException">The data is not of the form that the name and version promise.</exception>
    public T DataAs<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return Data.Deserialize(type) ?? throw new UnreadableMessageException($"Message '{Name}' has no data.");
        }
        catch (JsonException e)
        {
            throw new UnreadableMessageException($"Message '{Name}' version {Version} has unexpected data (line {e.LineNumber}, byte {e.BytePositionInLine}).", e);
        }
    }
}

/// <summary>A message that will never be readable however often it is tried: it belongs in poison at once.</summary>
public sealed class UnreadableMessageException(string message, Exception? innerException = null) : Exception(message, innerException);
