using System.Text;
using System.Text.Json;
using SalesSignals.Events;
using SalesSignals.Reconcile;

namespace SalesSignals.Cli.Reconcile;

/// <summary>What came of reading a CRM, for scripts.</summary>
internal static class WalkJson
{
    /// <param name="through">Null where nothing was to be read.</param>
    public static string Write(string source, CrmWalk.Backfill walk, CrmEstimate estimate, WalkCursor? through, WalkCursor? unfinished, long calls, TimeSpan elapsed) =>
        Write(json =>
        {
            json.WriteString("source", source);
            json.WriteString("closedSince", walk.ClosedSince);
            json.WriteNumber("estimatedDeals", estimate.Deals);
            json.WriteNumber("estimatedCalls", estimate.Calls);
            json.WriteBoolean("wentOn", unfinished is not null);
            if (through is not null)
            {
                json.WriteNumber("deals", through.Deals);
                json.WriteNumber("objects", through.Objects);
                json.WriteNumber("pages", through.Pages);
                json.WriteNumber("pagesBefore", unfinished?.Pages ?? 0);
                json.WriteNumber("failed", through.Failed);
                json.WriteNumber("calls", calls);
                json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 1));
            }
        });

    public static string Write(string source, ReconcileResult result) => Write(json =>
    {
        json.WriteString("source", source);
        json.WriteString("until", result.Until);
        json.WriteNumber("failed", result.Failed);
        json.WriteStartObject("differences");
        json.WriteNumber("total", result.Found.Total);
        json.WriteNumber("deals", result.Found.Deals);
        json.WriteNumber("fields", result.Found.Fields);
        json.WriteNumber("endings", result.Found.Endings);
        json.WriteNumber("activities", result.Found.Activities);
        json.WriteNumber("contacts", result.Found.Contacts);
        json.WriteEndObject();
    });

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
