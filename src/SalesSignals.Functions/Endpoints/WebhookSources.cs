using SalesSignals.Crm;
using SalesSignals.Events;
using SalesSignals.Functions.Host;
using SalesSignals.Pulse;
using SalesSignals.Storage;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Endpoints;

/// <summary>The configured CRMs, and what receives their webhooks.</summary>
public static partial class WebhookSources
{
    private const string MaxBodySetting = "Webhooks:MaxBodyBytes";

    public static IServiceCollection AddWebhookSources(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<NoteLexicons>()
        .AddSingleton(Access)
        .AddSingleton<IReadOnlyList<CrmSource>>(provider => Read(configuration, provider.GetRequiredService<CrmApiAccess>()))
        .AddSingleton(provider => new DeliveryStore(provider.GetRequiredService<Tables>().Deliveries))
        .AddSingleton(provider => new WebhookReceiver(
            provider.GetRequiredService<IReadOnlyList<CrmSource>>().Select(source => source.Webhook),
            provider.GetRequiredService<DeliveryStore>(),
            provider.GetRequiredService<Queues>().Deliveries,
            provider.GetRequiredService<SourcePulse>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookReceiver>>(),
            MaxBodyBytes(configuration)));

    private static CrmApiAccess Access(IServiceProvider provider)
    {
        var lexicons = provider.GetRequiredService<NoteLexicons>();
        return CrmApiAccess.Default with
        {
            Time = provider.GetRequiredService<TimeProvider>(),
            Loggers = provider.GetRequiredService<ILoggerFactory>(),
            Notes = () => lexicons.Current,
        };
    }

    /// <summary>Tells an operator what works and is not wise.</summary>
    public static void WarnAboutSources(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        foreach (var source in app.Services.GetRequiredService<IReadOnlyList<CrmSource>>())
        {
            foreach (var warning in source.Warnings)
            {
                Log.Warning(app.Logger, source.Name, warning);
            }
        }
    }

    private static int? MaxBodyBytes(IConfiguration configuration)
    {
        var setting = configuration[MaxBodySetting];
        if (string.IsNullOrEmpty(setting))
        {
            return null;
        }

        return int.TryParse(setting, out var bytes) && bytes is > 0 and <= DeliveryStore.MaxBodyBytes
            ? bytes
            : throw new StartException($"Webhooks__MaxBodyBytes must be a number from 1 to {DeliveryStore.MaxBodyBytes}.");
    }

    private static IReadOnlyList<CrmSource> Read(IConfiguration configuration, CrmApiAccess access)
    {
        var sections = configuration.GetSection("Sources").GetChildren().ToList();
        return sections.Count > 0
            ? [.. sections.Select(section => Read(section, access))]
            : throw new StartException("No source of webhooks is configured. Set Sources__{name}__Kind and Sources__{name}__Secrets__0, such as Sources__hubspot__Kind=HubSpot.");
    }

    private static CrmSource Read(IConfigurationSection section, CrmApiAccess access)
    {
        try
        {
            var options = new CrmSourceOptions();
            section.Bind(options);
            return CrmSources.Create(section.Key, options, access);
        }
        catch (InvalidOperationException e)
        {
            throw new StartException(e.Message, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Source {Source}: {Warning}")]
        public static partial void Warning(ILogger logger, string source, string warning);
    }
}
