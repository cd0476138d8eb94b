using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SalesSignals.Functions.Endpoints;

/// <summary>What the web server takes at all. Endpoints are stricter: they know what they wait for, and can say what is wrong.</summary>
public static class ServerLimits
{
    /// <summary>Room for the largest webhook, and for the Functions host's envelope around the largest queue message.</summary>
    private const long MaxBodyBytes = 8 * 1024 * 1024;

    public static void UseServerLimits(this IWebHostBuilder web) => web.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
    });
}
