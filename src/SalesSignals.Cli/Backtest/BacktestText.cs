using System.Globalization;
using SalesSignals.Backtest;

namespace SalesSignals.Cli.Backtest;

/// <summary>The words and numbers that the table and the page share.</summary>
internal static class BacktestText
{
    public const string Nothing = "–";

    public static string Scope(BacktestReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Closed.Deals} of {report.Deals} deals closed from {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}: {report.Closed.Deals - report.Closed.Lost} won, {report.Closed.Lost} lost ({Words.Percent(report.Closed.Share)}); {report.Open} were open at the end.");

    /// <summary>The rules that have something to show; the others are only named.</summary>
    public static IEnumerable<RuleResult> Shown(BacktestReport report) => report.Rules.Where(rule => rule.Raised > 0 || rule.Comparison.Flagged.Deals > 0);

    /// <summary>The rules that have nothing to show, and why.</summary>
    public static IEnumerable<string> Silent(BacktestReport report) => report.Rules.Except(Shown(report))
        .GroupBy(rule => rule.CouldJudge)
        .OrderByDescending(rules => rules.Key)
        .Select(rules => $"{(rules.Key ? "Never flagged a deal" : "Could not judge any deal, since the history does not tell what they need, or their kind of deal does not occur")}: {string.Join(", ", rules.Select(rule => rule.Kind))}.");

    /// <summary>The sweeps that can say something.</summary>
    public static IEnumerable<RuleSweep> Telling(BacktestReport report) => report.Sweeps.Where(sweep => sweep.Suggestion.Kind is not SuggestionKind.TooFew);

    /// <summary>Names the sweeps that cannot; null where there are none.</summary>
    public static string? TooFew(BacktestReport report) => report.Sweeps.Except(Telling(report)).Select(sweep => sweep.Kind).ToList() is { Count: > 0 } kinds
        ? $"No suggestion, since too few flagged or unflagged deals have closed: {string.Join(", ", kinds)}."
        : null;

    public static string LiftOrDash(Comparison comparison) => comparison.Lift is null ? Nothing : Words.Lift(comparison);

    public static string ShareOrDash(Rate rate) => rate.Deals == 0 ? Nothing : Words.Percent(rate.Share);

    public static string Days(double? days) => days is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0} d") : Nothing;

    public static string Alerts(double perRepWeek) => string.Create(CultureInfo.InvariantCulture, $"{perRepWeek:0.00}");

    /// <summary>What to do, why, and what it costs.</summary>
    public static string Advice(RuleSweep sweep)
    {
        var suggestion = sweep.Suggestion;
        return suggestion.Kind switch
        {
            SuggestionKind.Change => $"Suggestion: set {sweep.Setting} to {suggestion.Value}. {suggestion.Reason} {Cost(suggestion)}{Tried(sweep)}",
            SuggestionKind.SwitchOff => $"Suggestion: {suggestion.Reason} {Cost(suggestion)}{Tried(sweep)}",
            _ => $"Suggestion: keep {sweep.Setting} at {suggestion.Value}. {suggestion.Reason}{Tried(sweep)}",
        };
    }

    private static string Cost(Suggestion suggestion) => suggestion.CostInAlerts switch
    {
        0 => "It costs no more alerts.",
        > 0 => string.Create(CultureInfo.InvariantCulture, $"It costs {suggestion.CostInAlerts:0.00} more alerts a rep a week."),
        _ => string.Create(CultureInfo.InvariantCulture, $"It saves {-suggestion.CostInAlerts:0.00} alerts a rep a week."),
    };

    private static string Tried(RuleSweep sweep) => string.Create(
        CultureInfo.InvariantCulture, $" ({sweep.Points.Length} values tried; chosen by deals closed before {sweep.SplitOn:yyyy-MM-dd}, judged by the later ones.)");
}
