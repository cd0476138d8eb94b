using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Reliability.Support;

/// <summary>An API that refuses every call and repeats in its answer whatever it was sent: the most careless one there could be.</summary>
internal sealed class EchoingCrm : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoingCrm()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>Headers, query and body of each call.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    public static async Task<EchoingCrm> StartAsync()
    {
        var crm = new EchoingCrm();
        await crm._app.StartAsync();
        return crm;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = string.Join(' ', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"));
        var heard = $"{headers} {context.Request.QueryString} {await reader.ReadToEndAsync()}";
        Heard.Enqueue(heard);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(new JsonObject { ["category"] = heard, ["error"] = heard, ["message"] = heard, ["error_info"] = heard }.ToJsonString());
    }
}
