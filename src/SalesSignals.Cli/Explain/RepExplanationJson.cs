using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesSignals.Explain;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Explain;

/// <summary>An explanation of a rep for scripts.</summary>
internal static class RepExplanationJson
{
    public static string Write(RepExplanation rep)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("rep", rep.Context.Rep.Id);
            json.WriteString("at", rep.At);
            json.WriteString("name", rep.Context.Rep.Name);
            json.WriteString("quarter", rep.Context.Quarter.Name);
            json.WriteString("currency", rep.Context.Currency);
            json.WriteNumber("won", rep.Context.Sum(rep.Context.WonIn(rep.Context.Quarter)).Amount);
            WriteRules(json, rep.Rules);
            json.WriteStartArray("customers");
            foreach (var customer in rep.Customers)
            {
                json.WriteStartObject();
                json.WriteString("account", customer.Account.Id);
                json.WriteString("name", customer.Account.Name);
                json.WriteString("lastWin", customer.Account.LastWin?.Deal.Key.ToString());
                WriteRules(json, customer.Rules);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteRules(Utf8JsonWriter json, ImmutableArray<(string Kind, RuleVerdict Verdict)> rules)
    {
        json.WriteStartArray("rules");
        foreach (var (kind, verdict) in rules)
        {
            json.WriteStartObject();
            ExplanationJson.WriteVerdict(json, kind, verdict);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
