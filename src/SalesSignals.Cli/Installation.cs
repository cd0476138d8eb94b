using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Azure;
using SalesSignals.Crm;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Cli;

/// <summary>The installation that the configuration names: its tables and queues, and the sources that can be used as configured here.</summary>
internal sealed record Installation(Tables Tables, Queues Queues, IReadOnlyList<CrmSource> Sources)
{
    /// <summary>The app's own configuration: <c>appsettings*.json</c> of the current folder, then the environment.</summary>
    public static IConfiguration Configuration()
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";
        return new ConfigurationBuilder()
            .SetBasePath(Environment.CurrentDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
    }

    /// <summary>What the app makes of deals, and with what.</summary>
    public DealAssessors Assessors(TimeProvider time) => DealAssessors.Of(Tables, Sources, time, NullLogger<DealAssessors>.Instance);

    /// <exception cref="StorageConnectionException">The storage settings are missing or malformed.</exception>
    public static Installation FromConfiguration(IConfiguration configuration)
    {
        var storage = StorageConnection.FromSettings(name => configuration[name]);
        return new(Tables.Open(storage.Table), Queues.Open(storage.Queue), ReadSources(configuration.GetSection("Sources")));
    }

    private static List<CrmSource> ReadSources(IConfigurationSection sources)
    {
        var usable = new List<CrmSource>();
        foreach (var section in sources.GetChildren())
        {
            try
            {
                usable.Add(CrmSources.Create(section.Key, section.Get<CrmSourceOptions>() ?? new()));
            }
            catch (InvalidOperationException)
            {
                // Not usable as configured here; what its deals have told answers for it.
            }
        }

        return usable;
    }
}
