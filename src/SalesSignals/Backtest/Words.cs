using System.Globalization;

namespace SalesSignals.Backtest;

/// <summary>Numbers of a backtest as people read them.</summary>
public static class Words
{
    /// <summary><c>31.8 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    /// <summary><c>1.84 (1.52 to 2.22)</c>, or that there are too few deals.</summary>
    public static string Lift(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return comparison.Lift is { } lift
            ? string.Create(CultureInfo.InvariantCulture, $"{lift.Value:0.00} ({lift.Interval.Low:0.00} to {lift.Interval.High:0.00})")
            : "unknown (too few)";
    }

    /// <summary><c>31.8 % against 42.6 %</c>.</summary>
    public static string Rates(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return $"{Percent(comparison.Flagged.Share)} against {Percent(comparison.Unflagged.Share)}";
    }

    /// <summary>One sentence on what the numbers of a rule say.</summary>
    public static string Meaning(RuleResult rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return (rule.Comparison.Finding, rule.IsGoodNews) switch
        {
            (Finding.TooFew, _) when !rule.CouldJudge => "The history does not tell what it needs.",
            (Finding.TooFew, _) when rule.Comparison.Flagged.Deals == 0 => "Never flagged a deal that closed.",
            (Finding.TooFew, _) => "Too few to say.",
            (Finding.LostMoreOften, false) => "Flagged deals were lost more often: it foretells losses.",
            (Finding.LostLessOften, false) => "Flagged deals were lost less often: it does not foretell losses here.",
            (Finding.LostLessOften, true) => "Deals with good news were lost less often, as they should be.",
            (Finding.LostMoreOften, true) => "Deals with good news were lost more often: no good sign here.",
            _ => "No difference that chance would not explain.",
        };
    }
}
