using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SalesSignals.Benchmarks.Load;

/// <summary>Sends the same request over connections that are kept, each as soon as the answer before is there.</summary>
internal static class LoadGenerator
{
    public const int Connections = 16;

    public static async Task<LoadRound> RunAsync(IPEndPoint server, ReadOnlyMemory<byte> request, TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        var until = began + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var sent = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => SendAsync(server, request, until))));
        return new([.. sent.SelectMany(one => one.Took).Order()], sent.Sum(one => one.Refused), Stopwatch.GetElapsedTime(began));
    }

    /// <summary>How many ticks each request took that was answered with yes, and how many were sent away.</summary>
    private static async Task<(List<long> Took, int Refused)> SendAsync(IPEndPoint server, ReadOnlyMemory<byte> request, long until)
    {
        var (took, refused) = (new List<long>(64 * 1024), 0);
        var answer = new byte[4096];
        while (Stopwatch.GetTimestamp() < until)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server);
            refused += await SendAsync(socket, request, answer, until, took) ? 0 : 1;
        }

        return (took, refused);
    }

    /// <summary>Whether all requests until a time were answered with yes; who is sent away comes again on a new connection.</summary>
    private static async Task<bool> SendAsync(Socket socket, ReadOnlyMemory<byte> request, byte[] answer, long until, List<long> took)
    {
        for (var sent = Stopwatch.GetTimestamp(); sent < until;)
        {
            await socket.SendAsync(request);
            if (!await IsTakenAsync(socket, answer))
            {
                return false;
            }

            var done = Stopwatch.GetTimestamp();
            took.Add(done - sent);
            sent = done;
        }

        return true;
    }

    private static async ValueTask<bool> IsTakenAsync(Socket socket, byte[] answer)
    {
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length));
            length += read;
            if (read == 0 || length == answer.Length)
            {
                throw new InvalidOperationException("The server broke off, or answered more than was expected.");
            }

            if (IsTaken(answer.AsSpan(0, length)) is { } isTaken)
            {
                return isTaken;
            }
        }
    }

    /// <summary>Whether the answer says yes, or not now; null where it is not there yet. Any other answer is a mistake in what is measured.</summary>
    private static bool? IsTaken(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        if (answer.StartsWith("HTTP/1.1 503"u8))
        {
            return false;
        }

        if (!answer.StartsWith("HTTP/1.1 2"u8))
        {
            throw new InvalidOperationException($"The server answered: {System.Text.Encoding.ASCII.GetString(answer)}");
        }

        var field = "Content-Length: "u8;
        var at = answer.IndexOf(field);
        return at >= 0 && at < head && System.Buffers.Text.Utf8Parser.TryParse(answer[(at + field.Length)..head], out int body, out _)
            ? answer.Length == head + 4 + body ? true : null
            : throw new InvalidOperationException("The server answered without a length.");
    }
}
