using System.Diagnostics;
using System.Text;

namespace SalesSignals.Reliability.Support;

/// <summary>The command line as a process of its own, which may be killed.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private CliProcess(Process process) => (_process, _output, _error) = (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    /// <summary>The most memory it was seen to hold.</summary>
    public long PeakBytes { get; private set; }

    public bool HasEnded => _process.HasExited;

    public static CliProcess Start(IEnumerable<KeyValuePair<string, string>> settings, params string[] args)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "SalesSignals.Cli.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("Sources__", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Waits until something is so, or the process has ended.</summary>
    public async Task WaitAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(Tick);
        while (!condition() && !HasEnded)
        {
            PeakBytes = Math.Max(PeakBytes, ReadMemory());
            await tick.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Without a word of warning (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int Code, string Output, string Error)> EndAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(() => false, cancellationToken);
        return (_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>None where it ends in this very moment.</summary>
    private long ReadMemory()
    {
        try
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
        catch (InvalidOperationException) when (_process.HasExited)
        {
            return 0;
        }
    }
}
