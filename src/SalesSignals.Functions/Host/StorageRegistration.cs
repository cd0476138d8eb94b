using SalesSignals.Azure;
using SalesSignals.Functions.Standalone;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Host;

public static class StorageRegistration
{
    /// <summary>Registers the tables and queues of the configured storage account.</summary>
    /// <param name="isStandalone">Whether this process polls the queues itself, and shall wake when it adds to one.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, bool isStandalone) => services
        .AddSingleton(_ => Connect(configuration))
        .AddSingleton(provider => Tables.Open(provider.GetRequiredService<StorageConnection>().Table))
        .AddSingleton(provider =>
        {
            var connection = provider.GetRequiredService<StorageConnection>();
            return Queues.Open(name => isStandalone ? new WakingQueue(connection.Queue(name)) : connection.Queue(name));
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
