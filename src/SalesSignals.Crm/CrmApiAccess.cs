using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Events;

namespace SalesSignals.Crm;

/// <summary>What the clients of all CRMs' APIs are made with.</summary>
/// <param name="CreateHandler">Makes the connections of one client.</param>
public sealed record CrmApiAccess(Func<HttpMessageHandler> CreateHandler, TimeProvider Time, ILoggerFactory Loggers)
{
    /// <summary>The lexicon by which texts of activities are read, asked for each time anew: it changes with the settings.</summary>
    public Func<NoteLexicon> Notes { get; init; } = () => NoteLexicon.Default;

    /// <summary>For those who look at sources and ask no CRM.</summary>
    public static CrmApiAccess Default { get; } = new(CreateUsualHandler, TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>Follows no redirects (the token would go along), keeps no cookies, and looks up the address anew every few minutes.</summary>
    public static HttpMessageHandler CreateUsualHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
