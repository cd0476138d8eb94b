using System.Net.Http;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SalesSignals.Azure;

/// <summary>How long storage may take, and how often it is tried: the one place that says so.</summary>
public static class StorageConnectionTimeouts
{
    /// <summary>To open a connection.</summary>
    public static readonly TimeSpan Connect = TimeSpan.FromSeconds(2);

    /// <summary>One try, answer read included.</summary>
    public static readonly TimeSpan Try = TimeSpan.FromSeconds(10);

    /// <summary>All tries of one operation together. A caller in more of a hurry cancels.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(20);

    private const int Retries = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(3);

    /// <summary>Applies them to a client.</summary>
    public static void Apply(ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = Retries;
        options.Retry.Delay = FirstDelay;
        options.Retry.MaxDelay = LongestDelay;
        options.Retry.NetworkTimeout = Try;
    }

    /// <summary>Connections that are shared by all clients of one store.</summary>
    public static HttpPipelineTransport CreateTransport() => new HttpClientTransport(new SocketsHttpHandler
    {
        ConnectTimeout = Connect,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
        UseCookies = false,
    });
}
