using SalesSignals.Functions.Endpoints;

namespace SalesSignals.Functions.Host;

/// <summary>Where the Functions host calls queue and timer functions. Mapped only when that host started us, on loopback.</summary>
public static class FunctionEndpoints
{
    /// <summary>The host waits for ever for an invocation that is answered with an empty body.</summary>
    private static readonly byte[] Success = """{"Outputs":{},"Logs":[],"ReturnValue":null}"""u8.ToArray();

    public static void MapFunctions(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var catalog = routes.ServiceProvider.GetRequiredService<FunctionCatalog>();
        var runner = routes.ServiceProvider.GetRequiredService<FunctionRunner>();

        foreach (var trigger in catalog.Functions.Where(function => function is not FunctionTrigger.Http))
        {
            routes.MapPost($"/{trigger.Name}", Answers.With(context => RunAsync(context, trigger, runner)));
        }
    }

    private static async Task<IResult> RunAsync(HttpContext context, FunctionTrigger trigger, FunctionRunner runner)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        FunctionCall call;
        try
        {
            call = FunctionInput.Read(trigger, body.GetBuffer().AsMemory(0, (int)body.Length)) with
            {
                InvocationId = context.Request.Headers[Invocations.IdHeader],
            };
        }
        catch (FormatException e)
        {
            return Answers.Problem(StatusCodes.Status400BadRequest, "Not a function call", e.Message);
        }

        // Not RequestAborted: work once begun is finished, even if the host no longer waits for it.
        return await runner.RunAsync(trigger, call, CancellationToken.None) switch
        {
            FunctionOutcome.Failed failed => Answers.Problem(StatusCodes.Status500InternalServerError, $"{trigger.Name} failed", failed.Reason),
            _ => TypedResults.Bytes(Success, "application/json"),
        };
    }
}
