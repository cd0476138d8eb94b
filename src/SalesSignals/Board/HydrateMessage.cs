using System.Text.Json.Serialization;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Board;

/// <summary>
/// Objects that could not be read from their CRM when a delivery named them, <c>hydrate</c> version 1 on the <c>deliveries</c> queue.
/// They wait by themselves; what the delivery did carry is in the deals already.
/// </summary>
/// <param name="ReceivedAt">When the delivery came that named them first.</param>
/// <param name="Tries">How often they have been asked for.</param>
internal sealed record HydrateMessage(string Source, IReadOnlyList<CrmObject> Objects, DateTimeOffset ReceivedAt, int Tries)
{
    public const string Name = "hydrate";
    private const int Version = 1;

    public string Write() => NamedMessage.Write(Name, Version, this, HydrateJson.Default.HydrateMessage);

    /// <exception cref="UnreadableMessageException">The message is of a version that is not known.</exception>
    public static HydrateMessage Read(NamedMessage message) => message is { Name: Name, Version: Version }
        ? message.DataAs(HydrateJson.Default.HydrateMessage)
        : throw new UnreadableMessageException($"The message is '{message.Name}' version {message.Version}; expected '{Name}' version {Version}.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(HydrateMessage))]
internal sealed partial class HydrateJson : JsonSerializerContext;
