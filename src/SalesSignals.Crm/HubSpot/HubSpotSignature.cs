using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.HubSpot;

/// <summary>
/// HubSpot's webhook signatures. v3 is HMAC-SHA256 over method, complete URL, raw body and timestamp; v1, SHA-256 over secret and body,
/// proves neither age nor address and is taken only where the source allows it.
/// Source: HubSpot, "Validating requests".
/// </summary>
public static class HubSpotSignature
{
    public const string V3Header = "X-HubSpot-Signature-v3";
    public const string TimestampHeader = "X-HubSpot-Request-Timestamp";
    public const string V1Header = "X-HubSpot-Signature";
    public const string VersionHeader = "X-HubSpot-Signature-Version";

    private const int TimestampDigits = 13;

    /// <summary>The value of the v3 header. The timestamp is the text of its header, milliseconds since 1970.</summary>
    public static string SignV3(string secret, string method, string url, ReadOnlySpan<byte> body, string timestamp)
    {
        Span<byte> signature = stackalloc byte[Signature.Sha256Bytes];
        HashV3(Encoding.UTF8.GetBytes(secret), method, url, body, timestamp, signature);
        return Convert.ToBase64String(signature);
    }

    /// <summary>The value of the v1 header.</summary>
    public static string SignV1(string secret, ReadOnlySpan<byte> body)
    {
        Span<byte> signature = stackalloc byte[Signature.Sha256Bytes];
        HashV1(Encoding.UTF8.GetBytes(secret), body, signature);
        return Convert.ToHexStringLower(signature);
    }

    internal static WebhookVerdict Verify(WebhookRequest request, DateTimeOffset now, IReadOnlyList<byte[]> secrets, TimeSpan tolerance, bool allowV1)
    {
        var isV3 = request.Headers.ContainsKey(V3Header) || request.Headers.ContainsKey(TimestampHeader);
        return isV3 || !allowV1 ? VerifyV3(request, now, secrets, tolerance) : VerifyV1(request, secrets);
    }

    private static WebhookVerdict VerifyV3(WebhookRequest request, DateTimeOffset now, IReadOnlyList<byte[]> secrets, TimeSpan tolerance)
    {
        if (request.Header(V3Header) is not { } header || Signature.FromBase64(header) is not { } signature
            || request.Header(TimestampHeader) is not { Length: TimestampDigits } timestamp || !timestamp.All(char.IsAsciiDigit))
        {
            return WebhookVerdict.MissingSignature;
        }

        var signedAt = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(timestamp, CultureInfo.InvariantCulture));
        if (!Signature.IsWithin(tolerance, signedAt, now))
        {
            return WebhookVerdict.TooOld;
        }

        return MatchesV3(request, secrets, timestamp, signature) ? WebhookVerdict.Accepted : WebhookVerdict.SignatureMismatch;
    }

    /// <summary>To try several spellings of the URL weakens nothing: each would need the secret.</summary>
    private static bool MatchesV3(WebhookRequest request, IReadOnlyList<byte[]> secrets, string timestamp, byte[] signature)
    {
        Span<byte> expected = stackalloc byte[Signature.Sha256Bytes];
        foreach (var url in request.Urls.Concat(request.Urls.Select(HubSpotUrl.Decode)).Distinct(StringComparer.Ordinal))
        {
            foreach (var secret in secrets)
            {
                HashV3(secret, request.Method, url, request.Body.Span, timestamp, expected);
                if (Signature.Matches(expected, signature))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static WebhookVerdict VerifyV1(WebhookRequest request, IReadOnlyList<byte[]> secrets)
    {
        var isOtherVersion = request.Headers.ContainsKey(VersionHeader) && request.Header(VersionHeader) is not "v1";
        if (isOtherVersion || request.Header(V1Header) is not { } header || Signature.FromHex(header) is not { } signature)
        {
            return WebhookVerdict.MissingSignature;
        }

        Span<byte> expected = stackalloc byte[Signature.Sha256Bytes];
        foreach (var secret in secrets)
        {
            HashV1(secret, request.Body.Span, expected);
            if (Signature.Matches(expected, signature))
            {
                return WebhookVerdict.Accepted;
            }
        }

        return WebhookVerdict.SignatureMismatch;
    }

    private static void HashV3(byte[] secret, string method, string url, ReadOnlySpan<byte> body, string timestamp, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.UTF8.GetBytes(method + url));
        hmac.AppendData(body);
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hmac.GetHashAndReset(hash);
    }

    private static void HashV1(byte[] secret, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(secret);
        sha.AppendData(body);
        sha.GetHashAndReset(hash);
    }
}
