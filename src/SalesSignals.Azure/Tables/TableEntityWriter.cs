using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// Writes an entity as the Table service's JSON, naming the type wherever JSON has none for it. The JSON is ASCII: Azurite breaks other
/// characters where a body is split.
/// </summary>
internal static class TableEntityWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IBufferWriter<byte> buffer, TableEntity entity)
    {
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        WriteText(json, "PartitionKey", entity.PartitionKey);
        WriteText(json, "RowKey", entity.RowKey);
        foreach (var (name, value) in entity)
        {
            Write(json, name, value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                WriteText(json, name, text);
                break;
            case bool yes:
                json.WriteBoolean(name, yes);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                WriteTyped(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                WriteDouble(json, name, number);
                break;
            case DateTimeOffset instant:
                WriteTyped(json, name, "Edm.DateTime", ODataText.Instant(instant));
                break;
            case Guid guid:
                WriteTyped(json, name, "Edm.Guid", guid.ToString("D"));
                break;
            case byte[] bytes:
                json.WriteString($"{name}@odata.type", "Edm.Binary");
                json.WriteBase64String(name, bytes);
                break;
            default:
                throw new ArgumentException($"Property '{name}' cannot hold a {value.GetType().Name}.", nameof(value));
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (Ascii.IsValid(text))
        {
            json.WriteString(name, text);
        }
        else
        {
            json.WriteString(name, JsonEncodedText.Encode(text, JavaScriptEncoder.Default));
        }
    }

    private static void WriteDouble(Utf8JsonWriter json, string name, double number)
    {
        json.WriteString($"{name}@odata.type", "Edm.Double");
        if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteString($"{name}@odata.type", type);
        json.WriteString(name, value);
    }
}
