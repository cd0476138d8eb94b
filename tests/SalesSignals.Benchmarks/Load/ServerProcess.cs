using System.Diagnostics;
using System.Net;

namespace SalesSignals.Benchmarks.Load;

/// <summary>
/// A server in a process of its own, which is this program once more: what is measured and what it is compared with run in the same way.
/// It ends with us: it listens for the end of its input.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>Tells this program that it is to be a server.</summary>
    public const string Command = "serve";

    /// <summary>Begins the line in which a server says where it listens.</summary>
    public const string Listening = "Benchmark server listens at ";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Address.Port);

    public static async Task<ServerProcess> StartAsync(string server, IReadOnlyDictionary<string, string>? settings = null, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Command, server, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                listens.TrySetException(new InvalidOperationException($"The server '{server}' ended before it listened."));
            }
            else if (line.Data.StartsWith(Listening, StringComparison.Ordinal))
            {
                listens.TrySetResult(new(line.Data[Listening.Length..]));
            }
        };
        process.BeginOutputReadLine();
        return new(process, await listens.Task.WaitAsync(StartLimit));
    }

    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            _process.StandardInput.Close();
            using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await _process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }
    }
}
