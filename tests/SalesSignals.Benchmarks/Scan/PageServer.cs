using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Benchmarks.Scan;

/// <summary>A Table service that has nothing to look up: it answers every query with the same page, and says that more follow until there were enough.</summary>
internal static class PageServer
{
    public const string Name = "pages";

    public static WebApplication Build(byte[] page, int pages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            var number = int.TryParse(context.Request.Query["NextRowKey"], NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 1;
            if (number < pages)
            {
                context.Response.Headers["x-ms-continuation-NextPartitionKey"] = "00";
                context.Response.Headers["x-ms-continuation-NextRowKey"] = (number + 1).ToString(CultureInfo.InvariantCulture);
            }

            context.Response.ContentType = "application/json;odata=minimalmetadata";
            context.Response.ContentLength = page.Length;
            await context.Response.BodyWriter.WriteAsync(page, context.RequestAborted);
        });
        return app;
    }
}
