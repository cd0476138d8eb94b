using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace SalesSignals.Functions.Pages;

/// <summary>The stylesheet of all pages, part of the program; its address changes with its content, so that it may be kept for long.</summary>
public static class SiteStyle
{
    public const string Path = "site.css";

    /// <summary>A tile with a rising line, drawn here so that nothing is fetched.</summary>
    public const string Icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230b5cab'/%3E%3Cpath d='M3 11l3.5-4 3 2.5L13 5' fill='none' stroke='%23fff' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E";

    private static readonly byte[] Content = Read();

    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content))[..16];

    public static string Address { get; } = $"{BoardAddress.Of(Path)}?v={Hash}";

    public static IResult Answer(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var isThisOne = context.Request.Query["v"] == Hash;
        context.Response.Headers.CacheControl = isThisOne ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.Bytes(Content, "text/css; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Hash}\""));
    }

    private static byte[] Read()
    {
        using var stream = typeof(SiteStyle).Assembly.GetManifestResourceStream("SalesSignals.Functions.site.css")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
