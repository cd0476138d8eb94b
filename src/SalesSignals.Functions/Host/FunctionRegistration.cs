namespace SalesSignals.Functions.Host;

public static class FunctionRegistration
{
    /// <summary>Registers what a queue or timer function does; <paramref name="create"/> is called once, at start.</summary>
    public static IServiceCollection AddFunction(
        this IServiceCollection services, string name, Func<IServiceProvider, Func<FunctionCall, CancellationToken, Task>> create) =>
        services.AddSingleton(provider => new FunctionHandler(name, create(provider)));

    /// <summary>Registers what runs functions, by whichever way they are called.</summary>
    public static IServiceCollection AddFunctionRunner(this IServiceCollection services, FunctionCatalog catalog, HostSettings settings) => services
        .AddSingleton(catalog)
        .AddSingleton(settings)
        .AddSingleton<FunctionHandlers>()
        .AddSingleton<FunctionRunner>()
        .AddHostedService<StorageSetup>();
}
