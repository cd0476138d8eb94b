using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SalesSignals.Events;

/// <summary>Writes a told field as its value, null included. An untold one is the default, which the writer leaves out.</summary>
internal sealed class ToldConverter<T> : JsonConverter<Told<T>>
{
    public override bool HandleNull => true;

    public override Told<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.TokenType is JsonTokenType.Null ? default : JsonSerializer.Deserialize(ref reader, ValueType(options)));

    public override void Write(Utf8JsonWriter writer, Told<T> value, JsonSerializerOptions options)
    {
        if (value.Value is { } told)
        {
            JsonSerializer.Serialize(writer, told, ValueType(options));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static JsonTypeInfo<T> ValueType(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
