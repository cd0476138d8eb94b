using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Endpoints;

/// <summary>What answers an HTTP function.</summary>
public sealed record HttpFunction(string FunctionName, Func<HttpContext, Task<IResult>> HandleAsync);

/// <summary>Maps HTTP functions to the routes and methods of their <c>function.json</c>, the paths the Functions host forwards.</summary>
public static class HttpFunctions
{
    public static IServiceCollection AddHttpFunction(
        this IServiceCollection services, string name, Func<IServiceProvider, Func<HttpContext, Task<IResult>>> create) =>
        services.AddSingleton(provider => new HttpFunction(name, create(provider)));

    /// <exception cref="StartException">Handlers and <c>function.json</c> files do not match.</exception>
    public static void MapHttpFunctions(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var handlers = routes.ServiceProvider.GetServices<HttpFunction>().ToDictionary(function => function.FunctionName);
        var prefix = routes.ServiceProvider.GetRequiredService<HostSettings>().RoutePrefix;
        FunctionTrigger.Http[] functions = [.. routes.ServiceProvider.GetRequiredService<FunctionCatalog>().Of<FunctionTrigger.Http>()];
        if (handlers.Keys.Except(functions.Select(function => function.Name)).FirstOrDefault() is { } unknown)
        {
            throw new StartException($"The handler '{unknown}' has no HTTP trigger: add Triggers/{unknown}/function.json.");
        }

        foreach (var function in functions)
        {
            var handler = handlers.GetValueOrDefault(function.Name)
                ?? throw new StartException($"{function.Name}/function.json has no handler: register one with AddHttpFunction(\"{function.Name}\", …).");
            routes.MapMethods($"{prefix}/{function.Route}".TrimStart('/'), function.Methods, Answers.With(handler.HandleAsync)).WithMetadata(function);
        }
    }
}
