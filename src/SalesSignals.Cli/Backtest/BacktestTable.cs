using System.Globalization;
using SalesSignals.Backtest;
using Spectre.Console;

namespace SalesSignals.Cli.Backtest;

/// <summary>A backtest on a terminal.</summary>
internal static class BacktestTable
{
    private const int Width = 160;

    public static void Write(TextWriter text, BacktestReport report)
    {
        var isTerminal = ReferenceEquals(text, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        console.Profile.Width = isTerminal ? console.Profile.Width : Width;
        console.WriteLine(BacktestText.Scope(report));
        console.Write(RuleTable(report));
        foreach (var silent in BacktestText.Silent(report))
        {
            console.WriteLine(silent);
        }

        foreach (var sweep in BacktestText.Telling(report))
        {
            console.WriteLine();
            console.WriteLine($"{sweep.Kind}: {sweep.Setting}, now {sweep.Current}");
            console.Write(SweepTable(sweep));
            console.WriteLine(BacktestText.Advice(sweep));
        }

        if (BacktestText.TooFew(report) is { } tooFew)
        {
            console.WriteLine();
            console.WriteLine(tooFew);
        }
    }

    private static Table RuleTable(BacktestReport report)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Rule", "Flagged", "Lost", "Not flagged", "Lost", "Lift (95 %)", "Warning", "Alerts", "What it says");
        foreach (var rule in BacktestText.Shown(report))
        {
            var (flagged, unflagged) = (rule.Comparison.Flagged, rule.Comparison.Unflagged);
            table.AddRow(
                Cells(
                    rule.Kind, Count(flagged.Deals), Share(flagged), Count(unflagged.Deals), Share(unflagged), BacktestText.LiftOrDash(rule.Comparison),
                    BacktestText.Days(rule.WarningDays), BacktestText.Alerts(rule.AlertsPerRepWeek), Words.Meaning(rule)));
        }

        return table;
    }

    private static Table SweepTable(RuleSweep sweep)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Limit", "Flagged", "Lost", "Not flagged", "Lost", "Lift", "Lift, earlier deals", "Lift, later deals", "Warning", "Alerts");
        foreach (var point in sweep.Points)
        {
            var (flagged, unflagged) = (point.All.Flagged, point.All.Unflagged);
            table.AddRow(
                Cells(
                    point.Value == sweep.Current ? $"{point.Value} (now)" : Count(point.Value), Count(flagged.Deals), Share(flagged), Count(unflagged.Deals), Share(unflagged),
                    BacktestText.LiftOrDash(point.All), BacktestText.LiftOrDash(point.Earlier), BacktestText.LiftOrDash(point.Later),
                    BacktestText.Days(point.WarningDays), BacktestText.Alerts(point.AlertsPerRepWeek)));
        }

        return table;
    }

    private static string[] Cells(params string[] cells) => [.. cells.Select(Markup.Escape)];

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Share(Rate rate) => BacktestText.ShareOrDash(rate);
}
