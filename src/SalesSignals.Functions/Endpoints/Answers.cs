using System.Globalization;

namespace SalesSignals.Functions.Endpoints;

/// <summary>The answers that endpoints give: problem details that say what is wrong and nothing secret.</summary>
public static class Answers
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(10);

    /// <summary>Turns a function that returns its answer into what routing wants.</summary>
    public static RequestDelegate With(Func<HttpContext, Task<IResult>> endpoint) => async context =>
    {
        var answer = await endpoint(context);
        await answer.ExecuteAsync(context);
    };

    public static IResult Problem(int status, string title, string detail) => TypedResults.Problem(detail, statusCode: status, title: title);

    /// <summary>What was asked for is right and can be done later.</summary>
    public static IResult Unavailable(string detail) => new WithHeader(
        "Retry-After",
        ((int)TryAgainAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        Problem(StatusCodes.Status503ServiceUnavailable, "Try again later", detail));

    /// <param name="challenge">How the sender may prove itself, where HTTP has a name for it.</param>
    public static IResult Unauthorized(string detail, string? challenge)
    {
        var problem = Problem(StatusCodes.Status401Unauthorized, "Not accepted", detail);
        return challenge is null ? problem : new WithHeader("WWW-Authenticate", challenge, problem);
    }

    public static IResult MethodNotAllowed(string allowed) => new WithHeader(
        "Allow", allowed, Problem(StatusCodes.Status405MethodNotAllowed, "Method not allowed", $"This address takes {allowed} only."));

    /// <summary>Done, and all there is to say stands in headers.</summary>
    public static IResult Ok(IReadOnlyDictionary<string, string> headers) => headers.Aggregate(
        (IResult)TypedResults.Ok(), (answer, header) => new WithHeader(header.Key, header.Value, answer));

    private sealed class WithHeader(string name, string value, IResult answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[name] = value;
            return answer.ExecuteAsync(httpContext);
        }
    }
}
