using Microsoft.AspNetCore.Http.Features;

namespace SalesSignals.Functions.Endpoints;

/// <summary>
/// The URLs that a sender may have signed. Hosts and proxies rewrite scheme and host, so the configured public address comes first; path
/// and query are those of the wire, since any normalising would change what was signed.
/// </summary>
public static class SignedUrls
{
    /// <param name="publicBaseAddress">Such as <c>https://signals.example.com</c>; null where none is configured.</param>
    public static IReadOnlyList<string> Of(HttpContext context, string? publicBaseAddress)
    {
        ArgumentNullException.ThrowIfNull(context);
        var target = PathAndQuery(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        var request = context.Request;
        var scheme = First(request, "X-Forwarded-Proto") ?? request.Scheme;
        var urls = new List<string>(3);

        Add(urls, publicBaseAddress?.TrimEnd('/'), target);
        Add(urls, First(request, "X-Forwarded-Host") is { } host ? $"{scheme}://{host}" : null, target);
        Add(urls, request.Host.HasValue ? $"{scheme}://{request.Host.Value}" : null, target);
        return urls;
    }

    /// <summary>A request line may name the whole URL (RFC 9112, 3.2.2).</summary>
    private static string PathAndQuery(string target)
    {
        if (target.StartsWith('/'))
        {
            return target;
        }

        var authority = target.IndexOf("://", StringComparison.Ordinal);
        var path = authority < 0 ? -1 : target.IndexOf('/', authority + 3);
        return path < 0 ? "/" : target[path..];
    }

    private static string? First(HttpRequest request, string header)
    {
        var value = request.Headers[header].ToString();
        var first = value.Split(',', 2)[0].Trim();
        return first.Length > 0 ? first : null;
    }

    private static void Add(List<string> urls, string? address, string target)
    {
        if (address is not null && address + target is var url && !urls.Contains(url, StringComparer.Ordinal))
        {
            urls.Add(url);
        }
    }
}
