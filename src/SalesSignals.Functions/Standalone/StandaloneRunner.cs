using SalesSignals.Functions.Host;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Standalone;

/// <summary>Runs queue and timer functions ourselves, where no Functions host does.</summary>
public static class StandaloneRunner
{
    public static IServiceCollection AddStandaloneRunner(this IServiceCollection services, FunctionCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        foreach (var trigger in catalog.Of<FunctionTrigger.Queue>())
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<QueuePump>(
                provider, trigger, provider.GetRequiredService<Queues>().Named(trigger.QueueName)));
        }

        services.AddSingleton(provider => new TimerLease(
            provider.GetRequiredService<Tables>().Cursor, $"{Environment.MachineName}:{Guid.NewGuid():N}", provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostedService, TimerPump>();
        return services;
    }
}
