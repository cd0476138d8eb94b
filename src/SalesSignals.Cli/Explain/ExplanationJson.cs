using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesSignals.Events;
using SalesSignals.Explain;
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
            if (deal.Then is { } then)
            {
                WriteThen(json, then);
            }

            json.WriteStartArray("rules");
            foreach (var (kind, verdict) in deal.Rules)
            {
                WriteRule(json, deal, kind, verdict);
            }

            json.WriteEndArray();
            json.WriteStartArray("past");
            foreach (var record in deal.Past)
            {
                WritePast(json, record);
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

    private static void WriteThen(Utf8JsonWriter json, KnownThen then)
    {
        json.WriteStartObject("asKnownThen");
        json.WriteNumber("events", then.Events.Length);
        json.WriteNumber("laterEvents", then.LaterEvents);
        WriteInstant(json, "notKeptBefore", then.NotKeptBefore);
        json.WriteEndObject();
    }

    private static void WritePast(Utf8JsonWriter json, SignalRecord record)
    {
        json.WriteStartObject();
        json.WriteString("kind", record.Kind);
        json.WriteString("severity", Explanation.SeverityName(record.Severity));
        json.WriteString("raisedAt", record.RaisedAt);
        WriteInstant(json, "alertedAt", record.AlertedAt);
        WriteInstant(json, "clearedAt", record.ClearedAt);
        WriteInstant(json, "touchedAt", record.Outcome?.TouchedAt);
        WriteInstant(json, "notedAt", record.Outcome?.NotedAt);
        json.WriteBoolean("clearedByAction", record.Outcome is { ClearedByAction: true });
        WriteFeedback(json, record.Feedback);
        json.WriteEndObject();
    }

    private static void WriteFeedback(Utf8JsonWriter json, Signals.Feedback? said)
    {
        if (said is not null)
        {
            json.WriteString("feedback", Signals.Feedback.NameOf(said.Kind));
            json.WriteString("feedbackAt", said.At);
            json.WriteString("feedbackBy", said.By);
            json.WriteString("feedbackReason", said.Reason);
        }
    }

    private static void WriteRule(Utf8JsonWriter json, Explanation deal, string kind, RuleVerdict verdict)
    {
        var parking = deal.ParkingOf(verdict);
        var raised = deal.Standing.FirstOrDefault(raised => raised.Signal.Kind == kind);
        json.WriteStartObject();
        WriteVerdict(json, kind, verdict);
        if (verdict.Signal is not null)
        {
            WriteInstant(json, "raisedAt", raised?.RaisedAt ?? deal.RaisedThen(kind));
            WriteInstant(json, "alertedAt", raised?.AlertedAt);
            WriteInstant(json, "parkedUntil", parking?.Until);
            WriteInstant(json, "parkedAt", parking?.At);
            json.WriteString("parkedReason", parking?.Reason);
            json.WriteString("parkedBy", parking?.By);
            WriteFeedback(json, raised?.Feedback);
        }

        json.WriteEndObject();
    }

    /// <summary>What a rule says, as members of an object that is open.</summary>
    public static void WriteVerdict(Utf8JsonWriter json, string kind, RuleVerdict verdict)
    {
        json.WriteString("kind", kind);
        json.WriteString("outcome", Explanation.Outcome(verdict));
        json.WriteString("reason", verdict.Explain());
        if (verdict.Closeness is { } closeness)
        {
            json.WriteNumber("closeness", Math.Round(closeness, 4));
            json.WriteBoolean("nearMiss", verdict.IsNearMiss);
        }

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
        }
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
