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
        var took = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => SendAsync(server, request, until))));
        return new([.. took.SelectMany(ticks => ticks).Order()], Stopwatch.GetElapsedTime(began));
    }

    /// <summary>How many ticks each request took.</summary>
    private static async Task<List<long>> SendAsync(IPEndPoint server, ReadOnlyMemory<byte> request, long until)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        var answer = new byte[4096];
        var took = new List<long>(64 * 1024);
        for (var sent = Stopwatch.GetTimestamp(); sent < until;)
        {
            await socket.SendAsync(request);
            await ReadAnswerAsync(socket, answer);
            var done = Stopwatch.GetTimestamp();
            took.Add(done - sent);
            sent = done;
        }

        return took;
    }

    private static async ValueTask ReadAnswerAsync(Socket socket, byte[] answer)
    {
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length));
            length += read;
            if (read == 0 || length == answer.Length)
            {
                throw new InvalidOperationException("The server broke off, or answered more than was expected.");
            }

            if (IsWhole(answer.AsSpan(0, length)))
            {
                return;
            }
        }
    }

    /// <summary>Whether a whole answer is there; it must be one that says yes.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
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
            ? answer.Length == head + 4 + body
            : throw new InvalidOperationException("The server answered without a length.");
    }
}
