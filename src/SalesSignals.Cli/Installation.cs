using Microsoft.Extensions.Configuration;
using SalesSignals.Azure;
using SalesSignals.Crm;
using SalesSignals.Storage;

namespace SalesSignals.Cli;

/// <summary>The installation that the configuration names: its tables and queues, and which of its sources tell activities.</summary>
internal sealed record Installation(Tables Tables, Queues Queues, IReadOnlyDictionary<string, bool> TellsActivities)
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

    /// <exception cref="StorageConnectionException">The storage settings are missing or malformed.</exception>
    public static Installation FromConfiguration(IConfiguration configuration)
    {
        var storage = StorageConnection.FromSettings(name => configuration[name]);
        return new(Tables.Open(storage.Table), Queues.Open(storage.Queue), ReadSources(configuration.GetSection("Sources")));
    }

    private static Dictionary<string, bool> ReadSources(IConfigurationSection sources)
    {
        var told = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var section in sources.GetChildren())
        {
            try
            {
                var source = CrmSources.Create(section.Key, section.Get<CrmSourceOptions>() ?? new());
                told[source.Name] = source.TellsActivities;
            }
            catch (InvalidOperationException)
            {
                // Not usable as configured here; what its deals have told answers for it.
            }
        }

        return told;
    }
}
