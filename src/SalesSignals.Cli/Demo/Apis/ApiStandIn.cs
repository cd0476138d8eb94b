using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Cli.Demo.Apis;

/// <summary>
/// A CRM's API over real HTTP, held to its documented shapes and limits. What it does not know it answers with an error, so that a
/// client that asks for something else than documented fails.
/// </summary>
internal abstract class ApiStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;

    protected ApiStandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>Method, path and query of every request, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Answers instead, where it says true: it has answered.</summary>
    public Func<HttpContext, Task<bool>>? Instead { get; set; }

    /// <summary>Answers the next requests with this status and headers, then as usual again.</summary>
    public ConcurrentQueue<(int Status, string Body, (string Name, string Value)[] Headers)> Failures { get; } = [];

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _app.DisposeAsync();
    }

    public static Task WriteAsync(HttpContext context, int status, JsonNode answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(answer.ToJsonString());
    }

    protected Task StartAsync() => _app.StartAsync();

    protected abstract Task AnswerAsync(HttpContext context);

    private async Task ReceiveAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        if (Failures.TryDequeue(out var failure))
        {
            context.Response.StatusCode = failure.Status;
            context.Response.ContentType = "application/json";
            foreach (var (name, value) in failure.Headers)
            {
                context.Response.Headers[name] = value;
            }

            await context.Response.WriteAsync(failure.Body);
        }
        else if (Instead is not { } instead || !await instead(context))
        {
            await AnswerAsync(context);
        }
    }
}
