using SalesSignals.Azure;
using SalesSignals.Functions.Standalone;
using SalesSignals.Storage;
using SalesSignals.Storage.Metered;

namespace SalesSignals.Functions.Host;

public static class StorageRegistration
{
    /// <summary>Registers the tables and queues of the configured storage account.</summary>
    /// <param name="isStandalone">Whether this process polls the queues itself, and shall wake when it adds to one.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, bool isStandalone) => services
        .AddSingleton(_ => Connect(configuration))
        .AddSingleton(provider =>
        {
            var connection = provider.GetRequiredService<StorageConnection>();
            return Tables.Open(name => new MeteredTable(name, connection.Table(name)));
        })
        .AddSingleton(provider =>
        {
            var connection = provider.GetRequiredService<StorageConnection>();
            return Queues.Open(name =>
            {
                var queue = new MeteredQueue(connection.Queue(name));
                return isStandalone ? new WakingQueue(queue) : queue;
            });
        });

    private static StorageConnection Connect(IConfiguration configuration)
    {
        try
        {
            return StorageConnection.FromSettings(name => configuration[name]);
        }
        catch (StorageConnectionException e)
        {
            throw new StartException(e.Message, e);
        }
    }
}
