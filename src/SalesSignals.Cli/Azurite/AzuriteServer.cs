using System.Diagnostics;

namespace SalesSignals.Cli.Azurite;

/// <summary>
/// A running Azurite: queues and tables on this machine, for demo, development and tests. Its ports are chosen by the system, so any
/// number run side by side. It ends with us, however we end: it holds the other end of a pipe from us and stops when that closes.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    // A busy machine may take long to start Node.js; a broken one should not be waited for forever.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    // Ctrl-C reaches the whole process group; but storage goes last, when our pipe closes. Data on disk are flushed then.
    // Azurite decodes each chunk of a body by itself, which breaks characters that straddle two: Node.js decodes them instead.
    private const string Launcher = """
        const once = process.once.bind(process);
        process.once = (name, handler) => once(name === 'SIGINT' ? 'stop' : name, handler);
        process.on('SIGINT', () => {});
        process.stdin.once('end', () => {
          if (process.argv.includes('--inMemoryPersistence') || !process.emit('stop')) process.exit(0);
          setTimeout(() => process.exit(0), 8000).unref();
        });
        process.stdin.resume();
        const server = require('http').Server.prototype;
        const emit = server.emit;
        server.emit = function (event, request) {
          if (event === 'request' && /json|xml/.test(request.headers['content-type'])) request.setEncoding('utf8');
          return emit.apply(this, arguments);
        };
        require(process.argv[1]);
        """;

    private readonly Process _process;

    private AzuriteServer(Process process, AzuriteAddresses addresses)
    {
        _process = process;
        ConnectionString = addresses.ConnectionString;
    }

    /// <summary>What to write to <c>AzureWebJobsStorage</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>The emulator's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts Azurite, installing it first where it is not there yet, and waits until it listens.</summary>
    /// <param name="progress">Hears what takes long, in a sentence each.</param>
    /// <exception cref="AzuriteException">It cannot be installed or started; the message says what to do.</exception>
    public static async Task<AzuriteServer> StartAsync(
        AzuriteOptions? options = null, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        await AzuriteTool.CheckNodeAsync(options.Node, cancellationToken).ConfigureAwait(false);
        var script = await AzuriteInstallation.EnsureAsync(options, progress, cancellationToken).ConfigureAwait(false);
        var process = AzuriteTool.Start(StartInfo(options, script));
        try
        {
            var addresses = new AzuriteAddresses(process);
            await addresses.Known.WaitAsync(StartLimit, cancellationToken).ConfigureAwait(false);
            return new(process, addresses);
        }
        catch (Exception e)
        {
            await StopAsync(process).ConfigureAwait(false);
            throw e is TimeoutException ? new AzuriteException($"The storage emulator did not start within {StartLimit}. Try again.", e) : e;
        }
    }

    /// <summary>Stops it; data on disk are flushed first.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(_process).ConfigureAwait(false);

    private static ProcessStartInfo StartInfo(AzuriteOptions options, string script)
    {
        string[] data = options.Location is { } location ? ["--location", Path.GetFullPath(location)] : ["--inMemoryPersistence"];
        return new(options.Node,
        [
            "-e", Launcher, "--", script,
            "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
            .. data, "--skipApiVersionCheck", "--disableTelemetry", "--silent",
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static async Task StopAsync(Process process)
    {
        using (process)
        {
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                process.StandardInput.Close();
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
