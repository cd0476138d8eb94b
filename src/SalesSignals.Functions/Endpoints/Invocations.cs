using System.Diagnostics;
using SalesSignals.Functions.Host;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Endpoints;

/// <summary>
/// What happens in a request stands in the log under its function and invocation, as for queues and timers. What no endpoint answered itself
/// is told here, in words fit for logs: ASP.NET Core would write the exception with all it quotes.
/// </summary>
public static partial class Invocations
{
    public const string IdHeader = "X-Azure-Functions-InvocationId";

    public static void UseInvocations(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var logger = app.ApplicationServices.GetRequiredService<ILogger<HttpFunction>>();
        app.Use(next => context => RunAsync(context, next, logger));
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate next, ILogger logger)
    {
        var function = context.GetEndpoint()?.Metadata.GetMetadata<FunctionTrigger.Http>()?.Name;
        using var scope = function is null ? null : Begin(context, function, logger);
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, function ?? "A request", FailureReason.Of(e), e.StackTrace);
            if (!context.Response.HasStarted)
            {
                throw;
            }

            // Half an answer is out. Nobody can answer anew, and whoever tried to would write the exception as it is.
            context.Abort();
        }
    }

    private static IDisposable? Begin(HttpContext context, string function, ILogger logger)
    {
        var invocation = IdOf(context);
        Activity.Current?.SetTag("faas.name", function).SetTag("faas.invocation_id", invocation);
        return Log.Scope(logger, function, invocation);
    }

    /// <summary>The Functions host's id, or where there is no such host, the web server's. A stranger's header is taken for neither unless it is as harmless.</summary>
    private static string IdOf(HttpContext context) =>
        Guid.TryParse(context.Request.Headers[IdHeader], out var id) ? id.ToString() : context.TraceIdentifier;

    private static partial class Log
    {
        private static readonly Func<ILogger, string, string, IDisposable?> ScopeOf =
            LoggerMessage.DefineScope<string, string>("Function {Function}, invocation {Invocation}");

        public static IDisposable? Scope(ILogger logger, string function, string invocation) => ScopeOf(logger, function, invocation);

        [LoggerMessage(LogLevel.Error, "{Function} failed: {Reason} {Trace}")]
        public static partial void Failed(ILogger logger, string function, string reason, string? trace);
    }
}
