using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Cli.Demo;

/// <summary>
/// Shows the caught mail in a browser: without scripts, and what is shown of an email can do nothing but open its links, each in a window
/// of its own, as mail programs do.
/// </summary>
internal sealed class MailPage : IAsyncDisposable
{
    private const string PagePolicy = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string MailPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private readonly WebApplication _app;

    private MailPage(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<MailPage> StartAsync(int port, Func<IReadOnlyList<CaughtEmail>> caught, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.MapGet("/", () => Page(MailPageHtml.List(caught())));
        app.MapGet("/style.css", () => Answer(MailPageHtml.Style, "text/css", PagePolicy));
        app.MapGet("/mail/{id}", (string id) => Find(caught, id, email => Page(MailPageHtml.Email(email))));
        app.MapGet("/mail/{id}/html", (string id) => Find(caught, id, email => Answer(MailPageHtml.Shown(email), "text/html", MailPolicy)));
        app.MapGet("/mail/{id}/text", (string id) => Find(caught, id, email => Answer(email.Text, "text/plain", PagePolicy)));
        app.MapGet("/mail/{id}/json", (string id) => Find(caught, id, email => Answer(email.RequestJson, "application/json", PagePolicy)));
        await app.StartAsync(cancellationToken);
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Find(Func<IReadOnlyList<CaughtEmail>> caught, string id, Func<CaughtEmail, IResult> show) =>
        caught().FirstOrDefault(email => email.Id == id) is { } email ? show(email) : Results.NotFound();

    private static GuardedText Page(string html) => Answer(html, "text/html", PagePolicy);

    private static GuardedText Answer(string text, string type, string policy) => new(text, type, policy);

    private sealed class GuardedText(string text, string type, string policy) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentSecurityPolicy = policy;
            httpContext.Response.Headers.XContentTypeOptions = "nosniff";
            httpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
            httpContext.Response.ContentType = $"{type}; charset=utf-8";
            return httpContext.Response.WriteAsync(text, Encoding.UTF8);
        }
    }
}
