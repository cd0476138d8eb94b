using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SalesSignals.Storage;

/// <summary>
/// A message that could not be processed, with its reason, as kept on a <c>-poison</c> queue:
/// <c>{"name":"poison","version":1,"data":{"reason":…,"failedAt":…,"message":…}}</c>. A message that the Functions host moved there
/// by itself (our process died each time) has no reason.
/// </summary>
/// <param name="Reason">What went wrong, for an operator; null where nobody lived to tell.</param>
/// <param name="Message">The message as it was on its own queue.</param>
public sealed record PoisonMessage(string? Reason, DateTimeOffset? FailedAt, string Message)
{
    private const int ReasonLength = 500;

    public string Write()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, "poison"u8);
            json.WriteNumber("version"u8, 1);
            json.WriteStartObject("data"u8);
            json.WriteString("reason"u8, Reason is null ? null : Cut(Reason));
            if (FailedAt is { } failedAt)
            {
                json.WriteString("failedAt"u8, failedAt);
            }

            json.WriteString("message"u8, Message);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // Not between the halves of a surrogate pair: half a pair is no JSON text.
    private static string Cut(string reason) => reason.Length <= ReasonLength
        ? reason
        : reason[..(char.IsHighSurrogate(reason[ReasonLength - 1]) ? ReasonLength - 1 : ReasonLength)];

    public static PoisonMessage Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.GetProperty("name").GetString() == "poison")
            {
                var data = document.RootElement.GetProperty("data");
                return new(
                    data.GetProperty("reason").GetString(),
                    data.TryGetProperty("failedAt", out var failedAt) ? failedAt.GetDateTimeOffset() : null,
                    data.GetProperty("message").GetString()!);
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Not ours: moved here by the host as it was.
        }

        return new(null, null, text);
    }
}
