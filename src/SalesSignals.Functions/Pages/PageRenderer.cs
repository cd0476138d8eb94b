using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace SalesSignals.Functions.Pages;

/// <summary>
/// Turns a component into a page within <see cref="PageLayout"/>. Pages need no script; what a browser may load and where a form may go
/// is said in a Content-Security-Policy, and no cache keeps them.
/// </summary>
public sealed class PageRenderer(ILoggerFactory loggerFactory)
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    /// <typeparam name="TPage">A component that takes what it shows in a parameter named <c>Model</c>.</typeparam>
    public async Task<IResult> RenderAsync<TPage>(PageFrame frame, object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        RenderFragment content = builder =>
        {
            builder.OpenComponent<TPage>(0);
            builder.AddComponentParameter(1, "Model", model);
            builder.CloseComponent();
        };
        var parameters = new Dictionary<string, object?> { [nameof(PageLayout.Frame)] = frame, [nameof(PageLayout.ChildContent)] = content };
        await using var renderer = new HtmlRenderer(Services, loggerFactory);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<PageLayout>(ParameterView.FromDictionary(parameters));
            return root.ToHtmlString();
        });
        return new Page(html, status);
    }

    private sealed class Page(string html, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.CacheControl = "no-store";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["X-Robots-Tag"] = "noindex, nofollow";
            return TypedResults.Content(html, "text/html; charset=utf-8", statusCode: status).ExecuteAsync(httpContext);
        }
    }
}
