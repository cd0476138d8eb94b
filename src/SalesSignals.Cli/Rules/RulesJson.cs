using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Rules;

/// <summary>What became of what the rules have told, for scripts.</summary>
internal static class RulesJson
{
    public static string Write(RuleFindings found, string? team, FeedbackSettings settings)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("deals", found.Deals);
            json.WriteString("team", team);
            WriteRules(json, found.Of(team), settings);
            json.WriteStartArray("teams");
            foreach (var one in team is null ? found.Teams : [])
            {
                json.WriteStartObject();
                json.WriteString("team", one);
                WriteRules(json, found.Of(one), settings);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteRules(Utf8JsonWriter json, IEnumerable<RulePrecision> rules, FeedbackSettings settings)
    {
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            var (low, high) = rule.Interval();
            json.WriteStartObject();
            json.WriteString("kind", rule.Kind);
            json.WriteNumber("raised", rule.Raised);
            json.WriteNumber("alerts", rule.Alerts);
            json.WriteNumber("recentAlerts", rule.RecentAlerts);
            json.WriteNumber("judged", rule.Judged);
            json.WriteNumber("useful", rule.Useful);
            json.WriteNumber("notARisk", rule.NotARisk);
            json.WriteNumber("parked", rule.Parked);
            json.WriteNumber("closedDeals", rule.ClosedDeals);
            json.WriteNumber("lostDeals", rule.LostDeals);
            WriteShare(json, "precision", rule.Precision);
            WriteShare(json, "precisionLow", rule.Precision is null ? null : low);
            WriteShare(json, "precisionHigh", rule.Precision is null ? null : high);
            WriteShare(json, "notARiskShare", rule.NotARiskShare);
            WriteShare(json, "lossRate", rule.LossRate);
            json.WriteBoolean("noisy", rule.IsNoisy(settings));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteShare(Utf8JsonWriter json, string name, double? share)
    {
        if (share is { } told)
        {
            json.WriteNumber(name, Math.Round(told, 4));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
