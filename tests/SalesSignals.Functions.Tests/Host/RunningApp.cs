using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Functions.Standalone;
using SalesSignals.Functions.Tests.Endpoints;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Functions.Tests.Host;

/// <summary>The app on a real port of this machine, with storage in memory and a clock that stands still.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;

    private RunningApp(string[] args, Action<RunningApp, IServiceCollection>? configure)
    {
        Queues = Queues.Open(name => new WakingQueue(new MemoryQueue(name, Clock)));
        _app = Functions.Program.Build(args, builder =>
        {
            AddStandIns(builder.Services);
            configure?.Invoke(this, builder.Services);
        });
    }

    public ManualTimeProvider Clock { get; } = new(Noon);

    public Queues Queues { get; }

    public Tables Tables { get; } = Tables.Open(_ => new MemoryTable());

    public RecordedFunctions Handlers { get; } = new();

    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <summary>What no app starts without; nothing is sent.</summary>
    private static readonly string[] Needed = ["--SendGrid:ApiKey=SG.none", "--SendGrid:From:Email=signals@example.com"];

    /// <summary>As the Functions host starts it.</summary>
    public static Task<RunningApp> UnderHostAsync(Action<RunningApp, IServiceCollection>? configure = null, params string[] args) =>
        StartAsync(["--FUNCTIONS_CUSTOMHANDLER_PORT=0", .. Needed, .. args], configure);

    public static Task<RunningApp> StandaloneAsync(Action<RunningApp, IServiceCollection>? configure = null, params string[] args) =>
        StartAsync(["--urls=http://127.0.0.1:0", .. Needed, .. args], configure);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<RunningApp> StartAsync(string[] args, Action<RunningApp, IServiceCollection>? configure)
    {
        var app = new RunningApp(args, configure);
        await app._app.StartAsync();
        app.Address = new Uri(app._app.Urls.Single());
        app.Client = new HttpClient { BaseAddress = app.Address, DefaultRequestVersion = HttpVersion.Version11 };
        return app;
    }

    private void AddStandIns(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Queues);
        services.AddSingleton(Tables);
        services.AddSingleton(Sources.Checking(Sources.BySignatureHeader));
        services.AddSingleton<RecordMailEvents>((_, _, _, _) => Task.FromResult(MailEventsOutcome.Recorded));
        services.AddSingleton(provider => Handlers.Handlers(provider.GetRequiredService<SalesSignals.Functions.Host.FunctionCatalog>()));
    }
}
