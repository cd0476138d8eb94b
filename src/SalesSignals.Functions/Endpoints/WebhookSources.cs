using SalesSignals.Events;
using SalesSignals.Functions.Host;
using SalesSignals.Storage;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Endpoints;

/// <summary>The configured CRMs, and what receives their webhooks.</summary>
public static class WebhookSources
{
    private const string MaxBodySetting = "Webhooks:MaxBodyBytes";

    public static IServiceCollection AddWebhookSources(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<IReadOnlyList<CrmSource>>(_ => Read(configuration))
        .AddSingleton(provider => new DeliveryStore(provider.GetRequiredService<Tables>().Deliveries))
        .AddSingleton(provider => new WebhookReceiver(
            provider.GetRequiredService<IReadOnlyList<CrmSource>>().Select(source => source.Webhook),
            provider.GetRequiredService<DeliveryStore>(),
            provider.GetRequiredService<Queues>().Deliveries,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookReceiver>>(),
            MaxBodyBytes(configuration)));

    private static int MaxBodyBytes(IConfiguration configuration)
    {
        var setting = configuration[MaxBodySetting];
        if (string.IsNullOrEmpty(setting))
        {
            return WebhookReceiver.DefaultMaxBodyBytes;
        }

        return int.TryParse(setting, out var bytes) && bytes is > 0 and <= DeliveryStore.MaxBodyBytes
            ? bytes
            : throw new StartException($"Webhooks__MaxBodyBytes must be a number from 1 to {DeliveryStore.MaxBodyBytes}.");
    }

    private static IReadOnlyList<CrmSource> Read(IConfiguration configuration) =>
        throw new StartException("No source is configured.");
}
