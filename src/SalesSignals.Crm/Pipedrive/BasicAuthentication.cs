using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// HTTP Basic authentication (RFC 7617) in UTF-8: the one proof of origin that Pipedrive offers. It proves nothing of the body, nor
/// its age.
/// </summary>
internal static class BasicAuthentication
{
    public const string Header = "Authorization";

    /// <summary>What a 401 asks for.</summary>
    public const string Challenge = "Basic realm=\"SalesSignals\"";

    private const string Scheme = "Basic ";
    private const int MaxHeaderLength = 2048;

    /// <summary>
    /// What a configured secret, <c>user:password</c>, is compared by. Both sides are split at the first colon, so that comparing them
    /// whole is comparing user and password; hashes have one length, which tells nothing of the secret's.
    /// </summary>
    public static byte[] Digest(string credentials) => SHA256.HashData(Encoding.UTF8.GetBytes(credentials));

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<byte[]> secrets)
    {
        if (Credentials(request.Header(Header)) is not { } given)
        {
            return WebhookVerdict.MissingSignature;
        }

        var digest = SHA256.HashData(given);
        return secrets.Any(secret => Signature.Matches(secret, digest)) ? WebhookVerdict.Accepted : WebhookVerdict.SignatureMismatch;
    }

    /// <summary>The bytes of <c>user:password</c>; null where the header is missing or not in the form that RFC 7617 asks for.</summary>
    private static byte[]? Credentials(string? header)
    {
        if (header is not { Length: <= MaxHeaderLength } || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var base64 = header.AsSpan(Scheme.Length).Trim(' ');
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        return Convert.TryFromBase64Chars(base64, bytes, out var length)
            && base64.SequenceEqual(Convert.ToBase64String(bytes, 0, length))
            && bytes.AsSpan(0, length).Contains((byte)':')
                ? bytes[..length]
                : null;
    }
}
