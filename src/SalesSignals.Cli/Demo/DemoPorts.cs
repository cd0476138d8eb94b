using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SalesSignals.Cli.Demo;

/// <summary>Finds ports on loopback that nobody listens on.</summary>
internal static class DemoPorts
{
    /// <summary>
    /// Below the ports that systems lend to outgoing connections: while an app is being started again, no connection of somebody else
    /// (or our own attempt to reach it) may sit on its port.
    /// </summary>
    private const int First = 20_000;
    private const int Count = 10_000;

    /// <summary>The port asked for, or with 0 a free one.</summary>
    /// <exception cref="CliException">The one asked for is in use.</exception>
    public static int Take(int port)
    {
        if (port == 0)
        {
            return TakeAny();
        }

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

        return port;
    }

    private static int TakeAny()
    {
        while (true)
        {
            var port = First + Random.Shared.Next(Count);
            try
            {
                return Take(port);
            }
            catch (CliException)
            {
                // Somebody is there; another will do.
            }
        }
    }
}
