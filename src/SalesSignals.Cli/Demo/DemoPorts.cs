using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SalesSignals.Cli.Demo;

/// <summary>Finds ports on loopback that nobody listens on.</summary>
internal static class DemoPorts
{
    /// <summary>A free port, or the one asked for.</summary>
    /// <exception cref="CliException">The one asked for is in use.</exception>
    public static int Take(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture,
                $"Port {port} cannot be used: another program listens there, or this account may not. Choose another with --port, or leave --port out to get a free one.");
            throw new CliException(message, e);
        }

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
