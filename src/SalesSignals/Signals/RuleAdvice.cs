using System.Globalization;
using SalesSignals.Settings;

namespace SalesSignals.Signals;

/// <summary>What to do about a noisy rule: the command line, the report and the board say the same.</summary>
public static class RuleAdvice
{
    /// <summary><c>9 of 40 alerts were useful (23 %, less than 30 %).</c></summary>
    public static string Finding(RulePrecision rule, FeedbackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(settings);
        return string.Create(CultureInfo.InvariantCulture, $"{rule.Useful} of {rule.Judged} alerts were useful ({rule.Precision:P0}, less than {settings.LeastPrecision:P0}).");
    }

    public static string Mend(RulePrecision rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var name = RuleSettings.NameOf(rule.Kind);
        return rule.NotARisk * 2 >= rule.Judged
            ? $"Most were called no risk: ask why, then raise its limits in rules.{name} or switch it off for those deals in overrides."
            : $"Raise its limits in rules.{name}, and try them with 'settings apply FILE --dry-run' first.";
    }
}
