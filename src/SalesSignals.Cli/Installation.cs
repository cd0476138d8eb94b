using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Azure;
using SalesSignals.Cli.Reconcile;
using SalesSignals.Crm;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Cli;

/// <summary>The installation that the configuration names: its tables and queues, and the sources that can be used as configured here.</summary>
internal sealed record Installation(Tables Tables, Queues Queues, IReadOnlyList<CrmSource> Sources)
{
    /// <summary>Why other sources cannot be used as configured here, by name.</summary>
    public IReadOnlyDictionary<string, string> Unusable { get; init; } = new Dictionary<string, string>();

    /// <summary>By which the sources read notes.</summary>
    public NoteLexicons Lexicons { get; init; } = new();

    /// <summary>The storage account; null where there is none behind the tables and queues.</summary>
    public StorageConnection? Storage { get; init; }

    /// <summary>How often CRMs' APIs were called.</summary>
    public CallCount CrmCalls { get; init; } = new();

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
    public DealAssessors Assessors(TimeProvider time) => DealAssessors.Of(Tables, Sources, time, NullLogger<DealAssessors>.Instance, Lexicons);

    /// <exception cref="StorageConnectionException">The storage settings are missing or malformed.</exception>
    public static Installation FromConfiguration(IConfiguration configuration)
    {
        var storage = StorageConnection.FromSettings(name => configuration[name]);
        var calls = new CallCount();
        var lexicons = new NoteLexicons();
        var (usable, unusable) = ReadSources(configuration.GetSection("Sources"), calls, lexicons);
        return new(Tables.Open(storage.Table), Queues.Open(storage.Queue), usable) { Unusable = unusable, CrmCalls = calls, Lexicons = lexicons, Storage = storage };
    }

    /// <summary>A source whose CRM can be asked.</summary>
    /// <exception cref="CliException">It is not configured, or not so that its CRM can be asked; the message names the setting.</exception>
    public CrmSource SourceToAsk(string name)
    {
        var lower = name.ToLowerInvariant();
        if (Sources.FirstOrDefault(source => source.Name == lower) is { } source)
        {
            return source.Client is not null ? source : throw new CliException(WithoutToken(source));
        }

        throw new CliException(Unusable.TryGetValue(lower, out var problem)
            ? problem
            : $"No source '{name}' is configured here: set Sources__{name}__Kind and Sources__{name}__Secrets__0, as for the app. {Known()}");
    }

    private string Known() => Sources.Count > 0
        ? $"Configured: {string.Join(", ", Sources.Select(source => source.Name))}."
        : "None is configured.";

    private static string WithoutToken(CrmSource source) => source.Webhook.Kind is "StandardWebhooks" or "CloudEvents"
        ? $"Source '{source.Name}' is of kind {source.Webhook.Kind}: there is no API that could be asked. Post its history as events instead (docs/events.schema.json)."
        : $"Source '{source.Name}' has no access to its CRM's API: set Sources__{source.Name}__AccessToken, or __ClientId and __ClientSecret where {source.Webhook.Kind} asks for those (docs/connect).";

    private static (List<CrmSource> Usable, Dictionary<string, string> Unusable) ReadSources(
        IConfigurationSection sources, CallCount calls, NoteLexicons lexicons)
    {
        var access = CrmApiAccess.Default with { CreateHandler = () => calls.Over(CrmApiAccess.CreateUsualHandler()), Notes = () => lexicons.Current };
        var usable = new List<CrmSource>();
        var unusable = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in sources.GetChildren())
        {
            try
            {
                usable.Add(CrmSources.Create(section.Key, section.Get<CrmSourceOptions>() ?? new(), access));
            }
            catch (InvalidOperationException e)
            {
                // Not usable as configured here; what its deals have told answers for it.
                unusable[section.Key.ToLowerInvariant()] = e.Message;
            }
        }

        return (usable, unusable);
    }
}
