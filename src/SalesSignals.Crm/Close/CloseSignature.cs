using System.Security.Cryptography;
using System.Text;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Close;

/// <summary>
/// Close's webhook signature: HMAC-SHA256 over timestamp and raw body, nothing between them. The key is the bytes that the
/// <c>signature_key</c> spells in hex, not its text.
/// Source: Close, "Webhooks", Webhook signatures.
/// </summary>
public static class CloseSignature
{
    public const string HashHeader = "close-sig-hash";
    public const string TimestampHeader = "close-sig-timestamp";

    /// <summary>The value of the hash header.</summary>
    /// <param name="signatureKey">As Close gave it out: 64 hex digits.</param>
    /// <param name="timestamp">The text of its header, seconds since 1970.</param>
    public static string Sign(string signatureKey, string timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(signatureKey);
        Span<byte> signature = stackalloc byte[Signature.Sha256Bytes];
        var key = Signature.FromHex(signatureKey) ?? throw new ArgumentException("A signature key is 64 hex digits.", nameof(signatureKey));
        Hash(key, timestamp, body, signature);
        return Convert.ToHexStringLower(signature);
    }

    internal static WebhookVerdict Verify(WebhookRequest request, DateTimeOffset now, IReadOnlyList<byte[]> keys, TimeSpan tolerance)
    {
        if (request.Header(HashHeader) is not { } header || Signature.FromHex(header) is not { } signature
            || request.Header(TimestampHeader) is not { } timestamp || !Signature.IsUnixSeconds(timestamp))
        {
            return WebhookVerdict.MissingSignature;
        }

        // Close documents no age at which a signature is void; five minutes is what its peers allow.
        if (!Signature.IsRecent(timestamp, now, tolerance))
        {
            return WebhookVerdict.TooOld;
        }

        return keys.Any(key => Matches(key, timestamp, request.Body.Span, signature)) ? WebhookVerdict.Accepted : WebhookVerdict.SignatureMismatch;
    }

    private static bool Matches(byte[] key, string timestamp, ReadOnlySpan<byte> body, byte[] signature)
    {
        Span<byte> expected = stackalloc byte[Signature.Sha256Bytes];
        Hash(key, timestamp, body, expected);
        return Signature.Matches(expected, signature);
    }

    private static void Hash(byte[] key, string timestamp, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hmac.AppendData(body);
        hmac.GetHashAndReset(hash);
    }
}
