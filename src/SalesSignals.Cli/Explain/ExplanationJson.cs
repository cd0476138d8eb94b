using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Explain;

/// <summary>An explanation for scripts.</summary>
internal static class ExplanationJson
{
    public static string Write(Explanation deal)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteFacts(json, deal);
            json.WriteStartArray("rules");
            foreach (var (kind, verdict) in deal.Rules)
            {
                WriteRule(json, kind, verdict, deal.Standing.FirstOrDefault(raised => raised.Signal.Kind == kind));
            }

            json.WriteEndArray();
            json.WriteStartArray("events");
            foreach (var happened in deal.Events)
            {
                json.WriteRawValue(CanonicalEventJson.Write(happened));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteFacts(Utf8JsonWriter json, Explanation deal)
    {
        json.WriteString("deal", deal.Key.ToString());
        json.WriteString("mergedInto", deal.MergedInto?.ToString());
        json.WriteString("at", deal.At);
        json.WriteString("name", deal.Snapshot.Name.Value);
        json.WriteString("status", deal.Status);
        json.WriteString("stage", deal.Stage);
        json.WriteString("owner", deal.Owner);
        json.WriteString("closeDate", deal.Snapshot.CloseOn.Value?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        if (deal.Snapshot.Amount.Value is { } amount)
        {
            json.WriteNumber("amount", amount);
        }
        else
        {
            json.WriteNull("amount");
        }

        json.WriteString("currency", deal.Snapshot.Currency.Value);
        WriteInstant(json, "lastBuyerTouchAt", deal.LastBuyerTouchAt);
        WriteInstant(json, "nextPlannedAt", deal.NextPlannedAt);
        json.WriteString("url", deal.Snapshot.Url.Value);
    }

    public static void WriteRule(Utf8JsonWriter json, string kind, RuleVerdict verdict, RaisedSignal? raised = null)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteString("outcome", Explanation.Outcome(verdict));
        json.WriteString("reason", verdict.Explain());
        if (verdict.Signal is { } signal)
        {
            json.WriteString("severity", Explanation.SeverityName(signal.Severity));
            json.WriteString("threshold", signal.Threshold);
            json.WriteString("nextAction", signal.NextAction);
            json.WriteStartArray("evidence");
            foreach (var evidence in signal.Evidence)
            {
                json.WriteStartObject();
                json.WriteString("label", evidence.Label);
                json.WriteString("value", evidence.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteInstant(json, "raisedAt", raised?.RaisedAt);
            WriteInstant(json, "alertedAt", raised?.AlertedAt);
            WriteInstant(json, "parkedUntil", raised?.ParkedUntil);
        }

        json.WriteEndObject();
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } instant)
        {
            json.WriteString(name, instant);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
