using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using SalesSignals.Azure;
using SalesSignals.Cli.Azurite;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Directory;
using SalesSignals.Storage;

namespace SalesSignals.Reliability.Support;

/// <summary>
/// The app as its own process over real storage, with a mail service that catches. The app may be killed at any time; storage and mail
/// live on, as they do in the world.
/// </summary>
internal sealed class AppRig : IAsyncDisposable
{
    public static readonly ImmutableArray<string> SecretsOfSources = ["a client secret of the rig", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="];

    public static readonly ImmutableArray<DemoSource> Sources =
    [
        new(HubSpotDialect.Create(), SecretsOfSources[0]), new(StandardWebhooksDialect.Create(), SecretsOfSources[1]),
    ];

    /// <summary>A Monday morning at which both digests and alerts are due.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(Scale.Of(5, full: 60));
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(30);

    private readonly AzuriteServer _azurite;
    private readonly SemaphoreSlim _lifecycle = new(1);
    private readonly int _port = DemoPorts.Take(0);
    private readonly string _logs = System.IO.Directory.CreateTempSubdirectory("salessignals-rig-").FullName;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly StorageFaultProxy? _storage;
    private DemoApp? _app;
    private int _starts;

    private AppRig(AzuriteServer azurite, StorageFaultProxy? storage, SendGridStandIn mail, DemoClock clock, IReadOnlyDictionary<string, string>? settings)
    {
        _storage = storage;
        (_azurite, _settings) = (azurite, settings ?? new Dictionary<string, string>());
        Mail = mail;
        Clock = clock;
        var direct = StorageConnection.FromConnectionString(azurite.ConnectionString);
        (Tables, Queues) = (Tables.Open(direct.Table), Queues.Open(direct.Queue));
    }

    /// <summary>What the app's requests to storage go through, where the rig was started with a seed for it. Tests ask storage directly.</summary>
    public StorageFaultProxy Storage => _storage ?? throw new InvalidOperationException("The rig was started without faults.");

    /// <summary>Where storage is, for others than the app.</summary>
    public string ConnectionString => _azurite.ConnectionString;

    /// <summary>The sources that the app is started with next.</summary>
    public ImmutableArray<DemoSource> Configured { get; set; } = Sources;

    public Tables Tables { get; }

    public Queues Queues { get; }

    public SendGridStandIn Mail { get; }

    /// <summary>The clock that the app is started with next, and that webhooks are signed by.</summary>
    public DemoClock Clock { get; private set; }

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>The secret of the storage account.</summary>
    public string AccountKey => _azurite.ConnectionString.Split(';').Single(part => part.StartsWith("AccountKey=", StringComparison.Ordinal))["AccountKey=".Length..];

    /// <summary>How often the app was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>All that the app has logged so far, since its first start.</summary>
    public IReadOnlyList<string> Logged => [.. System.IO.Directory.EnumerateFiles(_logs).Order(StringComparer.Ordinal).SelectMany(Lines)];

    /// <param name="settings">Beside those of the rig, or instead of them, as environment variables.</param>
    /// <param name="faultSeed">By it faults of storage are chosen, once they are asked for; null where none will be.</param>
    public static async Task<AppRig> StartAsync(
        DateTimeOffset now, IReadOnlyList<Person> people, IReadOnlyDictionary<string, string>? settings = null, int? faultSeed = null)
    {
        var azurite = await AzuriteServer.StartAsync();
        var storage = faultSeed is { } seed ? await StorageFaultProxy.StartAsync(azurite.ConnectionString, seed) : null;
        var clock = new DemoClock(now);
        var rig = new AppRig(azurite, storage, await SendGridStandIn.StartAsync(clock, CancellationToken.None), clock, settings);
        await rig.Tables.CreateAsync(CancellationToken.None);
        await new DirectoryStore(rig.Tables.Directory).SaveAsync(people, CancellationToken.None);
        await rig.StartAppAsync();
        return rig;
    }

    /// <summary>Kills the app without a word of warning (SIGKILL), and starts it again.</summary>
    public async Task KillAndRestartAsync()
    {
        await _lifecycle.WaitAsync();
        try
        {
            await KillAsync();
            Kills++;
            await StartAppAsync();
        }
        finally
        {
            _lifecycle.Release();
        }
    }

    /// <summary>Asks the app to end (SIGTERM), as hosts do before they move it, and waits until it has.</summary>
    /// <returns>With what it exited, and how long it took.</returns>
    public async Task<(int Code, TimeSpan Took)> TerminateAsync()
    {
        var watch = Stopwatch.StartNew();
        using var limit = new CancellationTokenSource(ExitLimit);
        using var terminate = Process.Start("kill", ["-TERM", _app!.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        var code = await _app.ExitedAsync(limit.Token);
        var took = watch.Elapsed;
        await KillAsync();
        return (code, took);
    }

    public async Task KillAsync()
    {
        var app = _app;
        _app = null;
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    public async Task StartAppAsync()
    {
        var settings = DemoAppSettings.Create(_port, _azurite, Mail, Clock, Configured);
        settings["AzureWebJobsStorage"] = _storage?.ConnectionString ?? _azurite.ConnectionString;
        foreach (var (name, value) in _settings)
        {
            settings[name] = value;
        }

        _app = await DemoApp.StartAsync(_port, settings, Path.Combine(_logs, $"app-{_starts++}.log"), CancellationToken.None);
    }

    /// <summary>Moves the app's clock on. Takes a restart, since the app takes its clock when it starts.</summary>
    public async Task MoveClockAsync(TimeSpan by)
    {
        Clock = new DemoClock(Clock.GetUtcNow() + by);
        await KillAsync();
        await StartAppAsync();
    }

    public Task FireAsync(string function) => _app!.FireAsync(function, CancellationToken.None);

    /// <summary>Runs a timer once; false where the app was killed over it.</summary>
    public async Task<bool> TryFireAsync(string function)
    {
        try
        {
            await FireAsync(function);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Waits until the queues are empty, the messages included that a killed app was holding.</summary>
    public async Task DrainAsync()
    {
        using var limit = new CancellationTokenSource(DrainLimit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await CountAsync(limit.Token) > 0)
        {
            _app?.MustRun();
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await Mail.DisposeAsync();
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
        }

        await _azurite.DisposeAsync();
        _lifecycle.Dispose();
        System.IO.Directory.Delete(_logs, recursive: true);
    }

    /// <summary>Of a file that the app may still be writing to.</summary>
    private static List<string> Lines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return [.. reader.ReadToEnd().Split('\n')];
    }

    private async Task<int> CountAsync(CancellationToken cancellationToken) =>
        await Queues.Deliveries.CountAsync(cancellationToken)
        + await Queues.Work.CountAsync(cancellationToken)
        + await Queues.Emails.CountAsync(cancellationToken);
}
