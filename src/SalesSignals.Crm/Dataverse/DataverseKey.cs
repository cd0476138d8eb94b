using System.Security.Cryptography;
using System.Text;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Dataverse;

/// <summary>
/// Dataverse signs nothing: a key that only it and we know, in a header or as <c>?code=</c>, is all the proof there is. It covers neither
/// the body nor its age. Source: Microsoft, "Register a WebHook".
/// </summary>
public static class DataverseKey
{
    public const string Header = "x-salessignals-key";

    private const string QueryParameter = "code";
    private const int MaxLength = 1024;

    /// <summary>Secrets are compared by hash: hashes have one length, so that not even the length of a secret shows in the time taken.</summary>
    internal static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    internal static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<byte[]> secretHashes)
    {
        var given = request.Headers.ContainsKey(Header) ? request.Header(Header) : FromQuery(request);
        if (given is not { Length: > 0 and <= MaxLength })
        {
            return WebhookVerdict.MissingSignature;
        }

        var hash = Hash(given);
        var matches = false;
        foreach (var secretHash in secretHashes)
        {
            matches |= Signature.Matches(secretHash, hash);
        }

        return matches ? WebhookVerdict.Accepted : WebhookVerdict.SignatureMismatch;
    }

    /// <summary>The only <c>code</c> of the query; null where there is none, or more than one.</summary>
    private static string? FromQuery(WebhookRequest request)
    {
        var query = request.Urls is [var url, ..] ? url.IndexOf('?', StringComparison.Ordinal) : -1;
        if (query < 0)
        {
            return null;
        }

        string[] codes =
        [
            .. request.Urls[0][(query + 1)..].Split('&')
                .Select(pair => pair.Split('=', 2))
                .Where(pair => pair is [QueryParameter, _])
                .Select(pair => pair[1]),
        ];
        return codes is [var code] ? Uri.UnescapeDataString(code) : null;
    }
}
