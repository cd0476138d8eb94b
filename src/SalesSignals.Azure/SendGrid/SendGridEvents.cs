using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SalesSignals.Outbox;

namespace SalesSignals.Azure.SendGrid;

/// <summary>What a call of the event webhook holds.</summary>
public abstract record SendGridEventsVerdict
{
    private SendGridEventsVerdict()
    {
    }

    /// <summary>SendGrid said so. Events of kinds that tell nothing of delivery, and of messages that are not ours, are left out.</summary>
    public sealed record Accepted(IReadOnlyList<MailEvent> Events) : SendGridEventsVerdict;

    /// <summary>Answer 401: a signature header is missing.</summary>
    public sealed record MissingSignature : SendGridEventsVerdict;

    /// <summary>Answer 401: the signature is of another key, time or body.</summary>
    public sealed record SignatureMismatch : SendGridEventsVerdict;

    /// <summary>Answer 401: signed too long ago, or in the future.</summary>
    public sealed record TooOld : SendGridEventsVerdict;

    /// <summary>Answer 400: truly SendGrid's, and no list of events.</summary>
    public sealed record Unreadable : SendGridEventsVerdict;
}

/// <summary>Verifies and reads calls of SendGrid's signed event webhook (ECDSA over timestamp and body).</summary>
public sealed class SendGridEvents
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>How far the time of signing may be from now.</summary>
    public static readonly TimeSpan AllowedAge = TimeSpan.FromSeconds(300);

    private readonly byte[] _publicKey;

    /// <param name="publicKey">SendGrid's verification key: base64 of a SubjectPublicKeyInfo, with or without PEM's armour.</param>
    /// <exception cref="ArgumentException">It is no such key.</exception>
    public SendGridEvents(string publicKey) => _publicKey = ReadKey(publicKey)
        ?? throw new ArgumentException(
            "SendGrid__EventWebhookPublicKey is no public key: copy the verification key of the signed event webhook from SendGrid.", nameof(publicKey));

    internal static bool IsPublicKey(string publicKey) => ReadKey(publicKey) is not null;

    public SendGridEventsVerdict Read(string? signature, string? timestamp, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(signature) || string.IsNullOrEmpty(timestamp))
        {
            return new SendGridEventsVerdict.MissingSignature();
        }

        if (!IsSigned(signature, timestamp, body))
        {
            return new SendGridEventsVerdict.SignatureMismatch();
        }

        return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs((decimal)seconds - now.ToUnixTimeSeconds()) <= (decimal)AllowedAge.TotalSeconds
            ? Parse(body)
            : new SendGridEventsVerdict.TooOld();
    }

    private bool IsSigned(string signature, string timestamp, ReadOnlySpan<byte> body)
    {
        Span<byte> der = stackalloc byte[256];
        if (!Convert.TryFromBase64String(signature, der, out var length))
        {
            return false;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_publicKey, out _);
        return key.VerifyData(signed, der[..length], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static SendGridEventsVerdict Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 32 });
            using var document = JsonDocument.ParseValue(ref reader);
            return new SendGridEventsVerdict.Accepted([.. document.RootElement.EnumerateArray().Select(Event).OfType<MailEvent>()]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new SendGridEventsVerdict.Unreadable();
        }
    }

    /// <summary>Our argument stands among SendGrid's own members.</summary>
    private static MailEvent? Event(JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.Object || Text(element, SendGridRequest.MessageIdArgument) is not { Length: > 0 and <= 64 } messageId)
        {
            return null;
        }

        var reason = Text(element, "reason") ?? Text(element, "response");
        return Meaning(Text(element, "event"), Text(element, "type"), reason) is var (kind, consequence)
            ? new(Text(element, "sg_event_id") ?? "", kind, messageId, At(element), MailReason.Clean(reason)) { Consequence = consequence }
            : null;
    }

    /// <summary>
    /// What is on SendGrid's own lists (global unsubscribes, spam reports, bounces) it drops without trying, whatever we think: so such a
    /// drop means for us what the list means. We send no unsubscribe group, so that one is about the message's own kind.
    /// </summary>
    private static (MailEventKind Kind, MailConsequence Consequence)? Meaning(string? name, string? type, string? reason) => name switch
    {
        "processed" => (MailEventKind.Processed, MailConsequence.None),
        "deferred" => (MailEventKind.Deferred, MailConsequence.None),
        "delivered" => (MailEventKind.Delivered, MailConsequence.None),
        "bounce" when type is "blocked" => (MailEventKind.Blocked, MailConsequence.None),
        "bounce" => (MailEventKind.Bounced, MailConsequence.StopAddress),
        "dropped" => (MailEventKind.Dropped, OfDrop(reason)),
        "spamreport" => (MailEventKind.SpamReported, MailConsequence.SwitchAllOff),
        "unsubscribe" => (MailEventKind.Unsubscribed, MailConsequence.SwitchAllOff),
        "group_unsubscribe" => (MailEventKind.Unsubscribed, MailConsequence.SwitchKindOff),
        _ => null,
    };

    private static MailConsequence OfDrop(string? reason) => reason?.Trim().ToLowerInvariant() switch
    {
        "bounced address" or "invalid" => MailConsequence.StopAddress,
        "unsubscribed address" or "spam reporting address" => MailConsequence.SwitchAllOff,
        _ => MailConsequence.None,
    };

    private static DateTimeOffset At(JsonElement element) =>
        element.TryGetProperty("timestamp", out var at) && at.ValueKind is JsonValueKind.Number && at.TryGetInt64(out var seconds)
            && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.UnixEpoch;

    private static string? Text(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, in what a recipient's server said, say. It must not cost us the other events.
            return null;
        }
    }

    private static byte[]? ReadKey(string publicKey)
    {
        try
        {
            var base64 = publicKey
                .Replace("-----BEGIN PUBLIC KEY-----", "", StringComparison.Ordinal)
                .Replace("-----END PUBLIC KEY-----", "", StringComparison.Ordinal);
            var bytes = Convert.FromBase64String(base64);
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(bytes, out _);
            return bytes;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
