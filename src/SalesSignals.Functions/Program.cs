using SalesSignals.Functions.BoardPages;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Functions.Host;
using SalesSignals.Functions.LinkPages;
using SalesSignals.Functions.Pulse;
using SalesSignals.Functions.Standalone;
using SalesSignals.Functions.Telemetry;
using SalesSignals.Functions.Work;

namespace SalesSignals.Functions;

/// <summary>The app: under the Azure Functions host as its custom handler, or on its own.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync($"SalesSignals cannot start: {e.Message}");
            return 1;
        }
    }

    /// <summary>
    /// Puts the app together; <paramref name="configure"/> may replace services before it is built, and <paramref name="prepare"/> has the
    /// configuration before anybody reads it.
    /// </summary>
    /// <exception cref="StartException">It is not configured as it must be.</exception>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? configure = null, Action<IConfigurationBuilder>? prepare = null)
    {
        // Settings lie beside the executable, wherever it is started from.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        UnresolvedSecrets.Refuse(builder.Configuration);
        prepare?.Invoke(builder.Configuration);
        var hostPort = FunctionsHost.Port(builder.Configuration);
        var catalog = FunctionCatalog.Read(AppContext.BaseDirectory);

        builder.AddLogs();
        builder.AddTelemetry();
        builder.WebHost.UseServerLimits();
        builder.Services
            .AddSingleton(Clock.Read(builder.Configuration, builder.Environment))
            .AddStorage(builder.Configuration, isStandalone: hostPort is null)
            .AddMail(builder.Configuration)
            .AddFunctionRunner(catalog, HostSettings.Read(AppContext.BaseDirectory))
            .AddPulse()
            .AddWork()
            .AddFunctionHandlers()
            .AddEndpoints(builder.Configuration)
            .AddBoardPages(builder.Configuration)
            .AddLinkPages()
            .AddGracefulStop();
        if (hostPort is { } port)
        {
            builder.WebHost.ListenToHost(port);
        }
        else
        {
            builder.Services.AddStandaloneRunner(catalog);
        }

        configure?.Invoke(builder);
        var app = builder.Build();

        app.UseSecurityHeaders();
        app.UseErrors();
        app.UseInvocations();
        app.MapHttpFunctions();
        app.MapGet("/", Answers.With(_ => Task.FromResult<IResult>(TypedResults.Text("SalesSignals"))));
        if (hostPort is null)
        {
            app.MapAdmin();
        }
        else
        {
            app.MapFunctions();
        }

        app.WarnAboutSources();
        app.Services.GetRequiredService<InstallationLinks>().Warn(app.Logger);
        return app;
    }
}
