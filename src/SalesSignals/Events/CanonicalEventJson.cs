using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesSignals.Events;

/// <summary>Canonical events as the event history stores them: compact, and back without loss.</summary>
public static class CanonicalEventJson
{
    // Names of the whole world as they are: this JSON goes into table columns, never into a page.
    private static readonly EventsJson Json = new(new(EventsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(CanonicalEvent fact) => JsonSerializer.Serialize(fact, Json.CanonicalEvent);

    /// <exception cref="JsonException">The text is not an event of this version.</exception>
    public static CanonicalEvent Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Json.CanonicalEvent) ?? throw new JsonException("An event cannot be null.");
        }
        catch (NotSupportedException e)
        {
            // So System.Text.Json puts it where the type is missing.
            throw new JsonException("An event must begin with its type.", e);
        }
    }
}

// Defaults are left out, an untold field among them; what must be there (ActivityFacts.Kind) says so itself.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(ToldConverter<string>),
        typeof(ToldConverter<decimal?>),
        typeof(ToldConverter<bool?>),
        typeof(ToldConverter<DateOnly?>),
        typeof(ToldConverter<DateTimeOffset?>),
        typeof(ToldConverter<DealStatus?>),
    ])]
[JsonSerializable(typeof(CanonicalEvent))]
[JsonSerializable(typeof(decimal?))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(DateOnly?))]
[JsonSerializable(typeof(DateTimeOffset?))]
[JsonSerializable(typeof(DealStatus?))]
internal sealed partial class EventsJson : JsonSerializerContext;
