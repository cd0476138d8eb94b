using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Cli.Tests.Doctor;

/// <summary>A storage account that refuses everything, with an error code of Azure's.</summary>
internal sealed class Refusing : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Refusing(int status, string code)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["x-ms-error-code"] = code;
            context.Response.ContentType = "application/xml";
            return context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>Refused.</Message></Error>");
        });
    }

    public string Address => _app.Urls.First();

    public static async Task<Refusing> StartAsync(int status, string code)
    {
        var refusing = new Refusing(status, code);
        await refusing._app.StartAsync();
        return refusing;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
