using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SalesSignals.Benchmarks.Start;

/// <summary>How long a program took from its start to its first answer, and the memory it then has.</summary>
internal sealed record StartedProcess(double Milliseconds, double MiB)
{
    private const int RequestsBeforeMemory = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <param name="settings">Environment variables, for a port.</param>
    /// <param name="request">A whole HTTP request that is to be answered with success.</param>
    public static async Task<StartedProcess> RunAsync(string executable, Func<int, Dictionary<string, string>> settings, byte[] request)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in settings(port))
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            while (!await IsAnsweredAsync(port, request))
            {
                if (process.HasExited || Stopwatch.GetElapsedTime(began) > Limit)
                {
                    throw new InvalidOperationException($"{executable} did not start.");
                }

                await Task.Delay(1);
            }

            var took = Stopwatch.GetElapsedTime(began);
            for (var more = 0; more < RequestsBeforeMemory; more++)
            {
                await IsAnsweredAsync(port, request);
            }

            process.Refresh();
            return new(took.TotalMilliseconds, process.WorkingSet64 / (1024.0 * 1024));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsAnsweredAsync(int port, byte[] request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
        }
        catch (SocketException)
        {
            return false;
        }

        await socket.SendAsync(request);
        var answer = new byte[4096];
        var read = await socket.ReceiveAsync(answer);
        return answer.AsSpan(0, read).StartsWith("HTTP/1.1 2"u8)
            ? true
            : throw new InvalidOperationException($"The answer was: {System.Text.Encoding.ASCII.GetString(answer, 0, read)}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
