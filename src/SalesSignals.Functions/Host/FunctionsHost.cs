using System.Globalization;
using System.Net;

namespace SalesSignals.Functions.Host;

/// <summary>The Azure Functions host, if it started us.</summary>
public static class FunctionsHost
{
    public const string PortSetting = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>The port at which the host will call us; null when we run on our own.</summary>
    /// <exception cref="StartException">The setting is no port.</exception>
    public static int? Port(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var port = configuration[PortSetting];
        if (string.IsNullOrEmpty(port))
        {
            return null;
        }

        return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new StartException($"{PortSetting} must be a port number. The Functions host sets it; do not set it yourself.");
    }

    /// <summary>Listens where the host calls, and nowhere else: whoever reaches this port can run any function.</summary>
    public static void ListenToHost(this IWebHostBuilder web, int port) => web.ConfigureKestrel(kestrel =>
    {
        kestrel.Configure(new ConfigurationBuilder().Build());
        kestrel.Listen(IPAddress.Loopback, port);
    });
}
