using System.Globalization;
using System.Text;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Steering;

/// <summary>What other settings would change, for people.</summary>
internal static class SettingsTrialText
{
    public static string Write(SettingsTrialResult trial, int dealsPerDay)
    {
        var text = new StringBuilder();
        text.Append("The document is valid. Nothing was applied.\n");
        var changed = trial.Changed.ToList();
        if (changed.Count == 0)
        {
            return text.Append(CultureInfo.InvariantCulture, $"No signal would change ({Count(trial.Deals, "deal")}).").ToString();
        }

        text.Append(CultureInfo.InvariantCulture, $"\nSignals of {Count(trial.Deals, "deal")}, as they stand now and as they would\n");
        text.Append(CultureInfo.InvariantCulture, $"  {"",-22} {"now",6} {"then",6} {"raised",8} {"cleared",8} {"worse",8} {"milder",8}\n");
        foreach (var kind in changed)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {kind.Kind,-22} {kind.Before,6} {kind.After,6} {kind.Raised.Count,8} {kind.Cleared.Count,8} {kind.Worse.Count,8} {kind.Milder.Count,8}\n");
            Name(text, "raised", kind.Raised);
            Name(text, "cleared", kind.Cleared);
            Name(text, "worse", kind.Worse);
            Name(text, "milder", kind.Milder);
        }

        text.Append(trial.Kinds.Length > changed.Count ? "  All others stay as they are.\n" : "");
        WriteAlerts(text, trial, dealsPerDay);
        return text.ToString().TrimEnd('\n');
    }

    private static void Name(StringBuilder text, string change, TrialChange what)
    {
        if (what.Count == 0)
        {
            return;
        }

        var names = string.Join(", ", what.Deals.Select(deal => $"{deal.Name ?? "(no name told)"} ({deal.Key})"));
        var more = what.Count - what.Deals.Length;
        text.Append(CultureInfo.InvariantCulture, $"      {change}: {names}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "")}\n");
    }

    private static void WriteAlerts(StringBuilder text, SettingsTrialResult trial, int dealsPerDay)
    {
        if (trial.Reps.IsEmpty && trial.DealsOfNobody == 0)
        {
            text.Append("\nNobody would be alerted.\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\nNew to tell, at most {Count(dealsPerDay, "deal")} a rep a day\n");
        foreach (var rep in trial.Reps)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {rep.Name,-22} {Count(rep.Signals, "signal")} of {Count(rep.Deals, "deal")}\n");
        }

        if (trial.DealsOfNobody > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {"(nobody)",-22} {Count(trial.DealsOfNobody, "deal")} of which no active person in the directory is the owner\n");
        }
    }

    private static string Count(int number, string thing) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {thing}{(number == 1 ? "" : "s")}");
}
