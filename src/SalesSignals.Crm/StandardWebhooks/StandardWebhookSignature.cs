using System.Security.Cryptography;
using System.Text;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.StandardWebhooks;

/// <summary>
/// Standard Webhooks 1.0.0 with a shared secret: HMAC-SHA256 over <c>id.timestamp.body</c>. A header may carry several signatures, and
/// a source several secrets; one match is enough, so that either side can change its secret first.
/// </summary>
public static class StandardWebhookSignature
{
    private const string Version = "v1,";
    private const int MaxIdLength = 256;

    /// <summary>The value of the signature header.</summary>
    /// <param name="timestamp">The text of its header, seconds since 1970.</param>
    public static string Sign(string secret, string messageId, string timestamp, ReadOnlySpan<byte> body)
    {
        Span<byte> signature = stackalloc byte[Signature.Sha256Bytes];
        var key = StandardWebhookSecret.Parse(secret) ?? throw new ArgumentException("The secret must be whsec_ and base64.", nameof(secret));
        Hash(key, messageId, timestamp, body, signature);
        return Version + Convert.ToBase64String(signature);
    }

    internal static WebhookVerdict Verify(WebhookRequest request, DateTimeOffset now, IReadOnlyList<byte[]> secrets, TimeSpan tolerance)
    {
        var prefix = HeaderPrefix(request);
        if (request.Header(prefix + "id") is not { Length: > 0 and <= MaxIdLength } id
            || request.Header(prefix + "timestamp") is not { } timestamp
            || !Signature.IsUnixSeconds(timestamp)
            || request.Header(prefix + "signature") is not { } header
            || Signatures(header) is not { Count: > 0 } signatures)
        {
            return WebhookVerdict.MissingSignature;
        }

        if (!Signature.IsRecent(timestamp, now, tolerance))
        {
            return WebhookVerdict.TooOld;
        }

        return secrets.Any(secret => Matches(secret, id, timestamp, request.Body.Span, signatures))
            ? WebhookVerdict.Accepted
            : WebhookVerdict.SignatureMismatch;
    }

    /// <summary>Svix, where the standard comes from, sends the same headers under its own name.</summary>
    internal static string HeaderPrefix(WebhookRequest request) =>
        !request.Headers.ContainsKey("webhook-signature") && request.Headers.ContainsKey("svix-signature") ? "svix-" : "webhook-";

    /// <summary>The well-formed v1 signatures. Other versions, and entries that are no signature, are skipped as if absent.</summary>
    private static List<byte[]> Signatures(string header)
    {
        var signatures = new List<byte[]>();
        foreach (var entry in header.AsSpan().Split(' '))
        {
            if (header.AsSpan(entry) is ['v', '1', ',', .. var base64] && Signature.FromBase64(base64) is { } signature)
            {
                signatures.Add(signature);
            }
        }

        return signatures;
    }

    private static bool Matches(byte[] secret, string id, string timestamp, ReadOnlySpan<byte> body, List<byte[]> signatures)
    {
        Span<byte> expected = stackalloc byte[Signature.Sha256Bytes];
        Hash(secret, id, timestamp, body, expected);
        foreach (var signature in signatures)
        {
            if (Signature.Matches(expected, signature))
            {
                return true;
            }
        }

        return false;
    }

    private static void Hash(byte[] secret, string id, string timestamp, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        hmac.GetHashAndReset(hash);
    }
}
