using System.Net.Sockets;
using System.Text;

namespace SalesSignals.Functions.Tests.Host;

/// <summary>Sends exact bytes, where an HTTP client would tidy them.</summary>
internal static class RawHttp
{
    /// <summary>The whole answer, from a connection that is closed after it.</summary>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request.ReplaceLineEndings("\r\n")));

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public static int StatusOf(string answer) => int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
}
