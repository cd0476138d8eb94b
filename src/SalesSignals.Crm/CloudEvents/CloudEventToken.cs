using System.Security.Cryptography;
using System.Text;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.CloudEvents;

/// <summary>
/// The bearer token that CloudEvents senders prove themselves with, in <c>Authorization</c> or, less well, as <c>access_token</c> in the
/// query. It proves the sender, but neither the body nor its age. Source: CloudEvents, "HTTP 1.1 Web Hooks for Event Delivery", 3.
/// </summary>
internal static class CloudEventToken
{
    /// <summary>As hex, 128 bits. Shorter tokens work, but are worth a warning.</summary>
    public const int RecommendedLength = 32;

    private const string AuthorizationHeader = "Authorization";
    private const string Scheme = "Bearer ";
    private const string Parameter = "access_token=";

    /// <summary>What can be compared in constant time whatever the length of the token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whether a header can carry it.</summary>
    public static bool IsToken(string text) => text.Length > 0 && text.All(c => c is > ' ' and < '\x7f');

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<byte[]> hashes)
    {
        if (Token(request) is not { Length: > 0 } token)
        {
            return WebhookVerdict.MissingSignature;
        }

        var given = Hash(token);
        return hashes.Any(hash => Signature.Matches(hash, given)) ? WebhookVerdict.Accepted : WebhookVerdict.SignatureMismatch;
    }

    /// <summary>A header, where there is one, is what counts; a parameter given twice counts for nothing.</summary>
    private static string? Token(WebhookRequest request)
    {
        if (request.Headers.ContainsKey(AuthorizationHeader))
        {
            return request.Header(AuthorizationHeader) is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? header[Scheme.Length..].Trim(' ')
                : null;
        }

        string[] given = [.. Query(request).Split('&').Where(parameter => parameter.StartsWith(Parameter, StringComparison.Ordinal))];
        return given is [var only] ? Uri.UnescapeDataString(only[Parameter.Length..]) : null;
    }

    /// <summary>The same in each of the addresses: they differ in scheme and host.</summary>
    private static string Query(WebhookRequest request) =>
        request.Urls is [var url, ..] && url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? url[(at + 1)..] : "";
}
