using System.Net;
using System.Text.Json;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Standalone;

/// <summary>
/// Runs a queue or timer function by hand, at the address the Functions host has for it. Whoever reaches it can run anything, so it
/// answers this machine only: no other, no proxy, and no web page in a browser of this machine.
/// </summary>
public static class AdminEndpoints
{
    private const int MaxBodyBytes = 256 * 1024;

    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"];

    public static void MapAdmin(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/admin/functions/{function}", Answers.With(RunAsync));

    private static async Task<IResult> RunAsync(HttpContext context)
    {
        if (!IsOurMachine(context))
        {
            return Answers.Problem(StatusCodes.Status403Forbidden, "Not from here", "Functions are run by hand from the machine itself only, as JSON.");
        }

        var name = (string)context.Request.RouteValues["function"]!;
        if (context.RequestServices.GetRequiredService<FunctionCatalog>().Find(name) is not { } trigger || trigger is FunctionTrigger.Http)
        {
            return Answers.Problem(StatusCodes.Status404NotFound, "No such function", "There is no queue or timer function of this name.");
        }

        return await ReadInputAsync(context) is { } input
            ? await RunAsync(context, trigger, input)
            : Answers.Problem(StatusCodes.Status400BadRequest, "Malformed body", """Send {"input":"..."}: the message of a queue function, or nothing for a timer.""");
    }

    private static async Task<IResult> RunAsync(HttpContext context, FunctionTrigger trigger, string input)
    {
        var runner = context.RequestServices.GetRequiredService<FunctionRunner>();
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var isQueue = trigger is FunctionTrigger.Queue;
        var call = new FunctionCall(trigger.Name, isQueue ? input : null, isQueue ? 1 : 0, false) { InvocationId = context.TraceIdentifier };

        return await runner.RunOnceAsync(trigger, call, stopping) is FunctionOutcome.Failed failed
            ? Answers.Problem(StatusCodes.Status500InternalServerError, $"{trigger.Name} failed", failed.Reason)
            : TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>
    /// By the connection, not by headers. A page in a local browser cannot send JSON here unasked, nor hide its Origin, nor (by
    /// rebinding its own host name to this machine) name this machine's.
    /// </summary>
    private static bool IsOurMachine(HttpContext context)
    {
        var request = context.Request;
        return context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            && request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
            && request.HasJsonContentType()
            && !request.Headers.ContainsKey("Origin")
            && !ProxyHeaders.Any(request.Headers.ContainsKey);
    }

    private static async Task<string?> ReadInputAsync(HttpContext context)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        if (await RequestBody.ReadAsync(context.Request, MaxBodyBytes, TimeSpan.FromSeconds(10), time) is not RequestBody.Complete body)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body.Bytes);
            return json.RootElement.ValueKind is not JsonValueKind.Object ? null
                : !json.RootElement.TryGetProperty("input", out var input) ? ""
                : input.ValueKind is JsonValueKind.String ? input.GetString() : input.GetRawText();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
