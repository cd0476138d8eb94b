using System.Diagnostics;
using OpenTelemetry;

namespace SalesSignals.Functions.Telemetry;

/// <summary>
/// Takes out of the spans of ASP.NET Core and HttpClient what must not leave: addresses hold the secrets of links in emails, and keys of
/// rows. Leaves out those that say nothing: health probes, and polls of an idle queue.
/// </summary>
public sealed class TraceScrubber : BaseProcessor<Activity>
{
    public const string Server = "Microsoft.AspNetCore";
    public const string Client = "System.Net.Http";

    private static readonly string[] Addresses = ["url.path", "url.query", "url.full", "http.url", "http.target", "user_agent.original", "client.address"];

    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Source.Name is not (Server or Client))
        {
            return;
        }

        if (data.Source.Name == Client ? data.ParentId is null : IsProbe(data.GetTagItem("http.route")))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        foreach (var name in Addresses)
        {
            data.SetTag(name, null);
        }
    }

    private static bool IsProbe(object? route) => route is string text && text.TrimStart('/') is "" or "api/health";
}
