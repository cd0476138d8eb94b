namespace SalesSignals.Functions.Endpoints;

/// <summary>Headers that every answer carries unless its endpoint has set its own: nothing here is to be framed, sniffed, cached or run.</summary>
public static class SecurityHeaders
{
    private static readonly (string Name, string Value)[] Headers =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ];

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the very start of the response: an error handler clears what was set before.
        context.Response.OnStarting(static state =>
        {
            var response = (HttpResponse)state;
            foreach (var (name, value) in Headers)
            {
                response.Headers.TryAdd(name, value);
            }

            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });
}
