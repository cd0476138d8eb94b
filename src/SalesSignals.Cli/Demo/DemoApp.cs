using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace SalesSignals.Cli.Demo;

/// <summary>The app as a process of its own, configured for the demo and nothing else.</summary>
internal sealed class DemoApp : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    // What the app would take from the environment must not leak in: somebody's real mail key, say.
    private static readonly string[] Foreign =
        ["AzureWebJobsStorage", "Sources__", "SendGrid__", "Links__", "FUNCTIONS_", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "SALESSIGNALS_", "WEBSITE_"];

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly HttpClient _http;
    private readonly Lock _gate = new();
    private string _lastError = "";

    private DemoApp(Process process, Uri address, string logFile)
    {
        _process = process;
        Address = address;
        LogFile = logFile;
        _http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        _log = new(logFile, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Log(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Log(line.Data, isError: true);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += Kill;
    }

    public Uri Address { get; }

    public string LogFile { get; }

    /// <summary>The app's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts the app and waits until it says that it is ready.</summary>
    /// <exception cref="CliException">It is not there, or does not start.</exception>
    public static async Task<DemoApp> StartAsync(
        int port, IEnumerable<KeyValuePair<string, string>> settings, string logFile, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{port}");
        var start = StartInfo();
        foreach (var name in start.Environment.Keys.Where(name => Foreign.Any(foreign => name.StartsWith(foreign, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings.Append(new("ASPNETCORE_URLS", address.ToString())))
        {
            start.Environment[name] = value;
        }

        var app = new DemoApp(Process.Start(start)!, address, logFile);
        try
        {
            await app.WaitUntilReadyAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a timer function by hand, and waits until it is done.</summary>
    public async Task FireAsync(string function, CancellationToken cancellationToken)
    {
        using var content = new StringContent("""{"input":""}""", Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri($"/admin/functions/{function}", UriKind.Relative), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new CliException($"{function} failed with {(int)response.StatusCode}; the app's log says why: {LogFile}");
        }
    }

    /// <summary>Waits until the app has ended by itself. Its exit code.</summary>
    public async Task<int> ExitedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <exception cref="CliException">The process has ended.</exception>
    public void MustRun()
    {
        if (_process.HasExited)
        {
            throw new CliException($"The app ended unexpectedly: {_lastError} Its log: {LogFile}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        Kill(null, EventArgs.Empty);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        lock (_gate)
        {
            _log.Dispose();
        }
    }

    private static ProcessStartInfo StartInfo()
    {
        var app = Path.Combine(AppContext.BaseDirectory, "SalesSignals.Functions");
        if (!File.Exists(app + ".dll"))
        {
            throw new CliException($"The app is not beside this program: {app}.dll is missing. Build it with 'dotnet build', or use a published folder that holds both.");
        }

        // A tool package has no executable of it: that would be one system's.
        var executable = OperatingSystem.IsWindows() ? app + ".exe" : app;
        var start = File.Exists(executable) ? new ProcessStartInfo(executable) : new ProcessStartInfo(Dotnet(), [app + ".dll"]);
        start.WorkingDirectory = AppContext.BaseDirectory;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }

    /// <summary>The <c>dotnet</c> that runs this program; one on the path may be another, or none.</summary>
    private static string Dotnet()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var dotnet = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(dotnet) ? dotnet : "dotnet";
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            while (!await IsReadyAsync(limit.Token))
            {
                MustRun();
                await Task.Delay(Pause, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException($"The app was not ready within {StartLimit.TotalSeconds:0} seconds. Its log: {LogFile}");
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("/api/health", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Log(string? line, bool isError)
    {
        lock (_gate)
        {
            if (line is not null && _log.BaseStream is { CanWrite: true })
            {
                _log.WriteLine(line);
                _lastError = isError ? line : _lastError;
            }
        }
    }

    private void Kill(object? sender, EventArgs e)
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
