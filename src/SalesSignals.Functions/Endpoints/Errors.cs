using SalesSignals.Storage;

namespace SalesSignals.Functions.Endpoints;

/// <summary>Tells errors that no endpoint answered itself as problem details, without what is inside an exception.</summary>
public static class Errors
{
    public static IServiceCollection AddErrors(this IServiceCollection services) => services
        .AddProblemDetails()
        .AddExceptionHandler(options => options.StatusCodeSelector = StatusOf);

    public static void UseErrors(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        StorageUnavailableException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
