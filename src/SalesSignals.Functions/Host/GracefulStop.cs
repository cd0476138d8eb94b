namespace SalesSignals.Functions.Host;

public static class GracefulStop
{
    /// <summary>Ends within 10 seconds: pumps finish or give back what they hold while the web server finishes its requests.</summary>
    public static IServiceCollection AddGracefulStop(this IServiceCollection services) => services.Configure<HostOptions>(options =>
    {
        options.ServicesStopConcurrently = true;
        options.ShutdownTimeout = TimeSpan.FromSeconds(8);
    });
}
