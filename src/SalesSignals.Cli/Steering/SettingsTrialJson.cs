using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Steering;

/// <summary>What other settings would change, for scripts.</summary>
internal static class SettingsTrialJson
{
    /// <param name="trial">Null where only the document could be checked.</param>
    public static string Write(SettingsTrialResult? trial, string? problem)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteBoolean("valid", true);
            json.WriteBoolean("tried", trial is not null);
            if (problem is not null)
            {
                json.WriteString("problem", problem);
            }

            if (trial is not null)
            {
                WriteTrial(json, trial);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteTrial(Utf8JsonWriter json, SettingsTrialResult trial)
    {
        json.WriteNumber("deals", trial.Deals);
        json.WriteStartArray("signals");
        foreach (var kind in trial.Kinds)
        {
            json.WriteStartObject();
            json.WriteString("kind", kind.Kind);
            json.WriteNumber("before", kind.Before);
            json.WriteNumber("after", kind.After);
            WriteChange(json, "raised", kind.Raised);
            WriteChange(json, "cleared", kind.Cleared);
            WriteChange(json, "worse", kind.Worse);
            WriteChange(json, "milder", kind.Milder);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("alerts");
        foreach (var rep in trial.Reps)
        {
            json.WriteStartObject();
            json.WriteString("personId", rep.PersonId);
            json.WriteString("name", rep.Name);
            json.WriteNumber("deals", rep.Deals);
            json.WriteNumber("signals", rep.Signals);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("dealsOfNobody", trial.DealsOfNobody);
    }

    private static void WriteChange(Utf8JsonWriter json, string name, TrialChange change)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", change.Count);
        json.WriteStartArray("deals");
        foreach (var deal in change.Deals)
        {
            json.WriteStartObject();
            json.WriteString("deal", deal.Key.ToString());
            json.WriteString("name", deal.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
