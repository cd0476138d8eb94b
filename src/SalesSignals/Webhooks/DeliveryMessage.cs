using System.Buffers.Text;
using System.Text.Json.Serialization;
using SalesSignals.Storage;

namespace SalesSignals.Webhooks;

/// <summary>
/// A delivery as a queue message, <c>delivery</c> version 1. The compressed body is base64url, which neither JSON nor the poison
/// envelope around it has to escape. A body that does not fit is in the Deliveries table under the delivery's id, and
/// <see cref="BodyRows"/> says in how many rows.
/// </summary>
internal sealed record DeliveryMessage(
    string Source,
    string Id,
    DateTimeOffset ReceivedAt,
    IReadOnlyDictionary<string, string> Headers,
    string Encoding,
    int Length,
    string? Body = null,
    int BodyRows = 0)
{
    public const string Name = "delivery";
    public const int Version = 1;

    /// <summary>Leaves a quarter of a queue message for the poison envelope and its reason.</summary>
    public const int MaxBytes = StorageLimits.QueueMessageBytes / 4 * 3;

    public string Write() => NamedMessage.Write(Name, Version, this, DeliveryJson.Default.DeliveryMessage);

    /// <summary>The message with its body inside, or null where that would be too large.</summary>
    public string? WriteWithBody(ReadOnlySpan<byte> compressed)
    {
        if (Base64Url.GetEncodedLength(compressed.Length) >= MaxBytes)
        {
            return null;
        }

        // Everything written is ASCII (the writer escapes the rest), so characters are bytes.
        var text = (this with { Body = Base64Url.EncodeToString(compressed) }).Write();
        return text.Length <= MaxBytes ? text : null;
    }

    /// <exception cref="UnreadableMessageException">The text is no such message.</exception>
    public static DeliveryMessage Read(string text)
    {
        var message = NamedMessage.Read(text);
        if (message is not { Name: Name, Version: Version })
        {
            throw new UnreadableMessageException($"The message is '{message.Name}' version {message.Version}; expected '{Name}' version {Version}.");
        }

        var read = message.DataAs(DeliveryJson.Default.DeliveryMessage);
        return read.Length is >= 0 and <= DeliveryStore.MaxBodyBytes
            ? read
            : throw new UnreadableMessageException($"Delivery {read.Id} claims a body of {read.Length} bytes; the limit is {DeliveryStore.MaxBodyBytes}.");
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DeliveryMessage))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
