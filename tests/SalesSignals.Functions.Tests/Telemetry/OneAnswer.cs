using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Functions.Tests.Telemetry;

/// <summary>A service that has nothing, and says so at a time of its own.</summary>
internal sealed class OneAnswer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OneAnswer(DateTimeOffset at)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.Headers.Date = at.ToString("R", CultureInfo.InvariantCulture);
            context.Response.Headers["x-ms-error-code"] = "ResourceNotFound";
            return Task.CompletedTask;
        });
    }

    public string Address => _app.Urls.Single();

    public static async Task<OneAnswer> StartAsync(DateTimeOffset at)
    {
        var answer = new OneAnswer(at);
        await answer._app.StartAsync();
        return answer;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
