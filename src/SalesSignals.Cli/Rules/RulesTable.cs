using System.Globalization;
using SalesSignals.Settings;
using SalesSignals.Signals;
using Spectre.Console;

namespace SalesSignals.Cli.Rules;

/// <summary>What became of what the rules have told, on a terminal.</summary>
internal static class RulesTable
{
    private const int Width = 140;

    public static void Write(TextWriter text, RuleFindings found, string? team, FeedbackSettings settings)
    {
        var isTerminal = ReferenceEquals(text, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        console.Profile.Width = isTerminal ? console.Profile.Width : Width;
        var rules = found.Of(team);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"What became of what the rules raised on {found.Deals:#,0} deals{(team is null ? "" : $", team {team}")}"));
        console.Write(Table(rules, settings));
        var noisy = rules.Where(rule => rule.IsNoisy(settings)).ToList();
        foreach (var rule in noisy)
        {
            console.WriteLine(Advice(rule, settings));
        }

        if (noisy.Count == 0)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"No rule is noisy: none with {settings.LeastAlerts} alerts or more has a precision below {settings.LeastPrecision:P0}."));
        }
    }

    /// <summary>What to do about a noisy rule.</summary>
    public static string Advice(RulePrecision rule, FeedbackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(settings);
        var told = string.Create(CultureInfo.InvariantCulture, $"{rule.Kind} is noisy: {rule.Useful} of {rule.Judged} alerts were useful ({rule.Precision:P0}, less than {settings.LeastPrecision:P0}).");
        var name = RuleSettings.NameOf(rule.Kind);
        return rule.NotARisk * 2 >= rule.Judged
            ? $"{told} Most were called no risk: ask why, then raise its limits in rules.{name} or switch it off for those deals in overrides."
            : $"{told} Raise its limits in rules.{name}, and try them with 'settings apply FILE --dry-run' first.";
    }

    private static Table Table(IEnumerable<RulePrecision> rules, FeedbackSettings settings)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Rule", "Raised", "Alerts", "Judged", "Useful", "Precision (95 %)", "Not a risk", "Parked", "Closed", "Lost", "");
        foreach (var rule in rules)
        {
            var (low, high) = rule.Interval();
            string[] cells =
            [
                rule.Kind, Number(rule.Raised), Number(rule.Alerts), Number(rule.Judged), Number(rule.Useful),
                rule.Precision is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} % ({low * 100:0} to {high * 100:0})") : "-",
                Percent(rule.NotARiskShare), Number(rule.Parked), Number(rule.ClosedDeals), Percent(rule.LossRate), rule.IsNoisy(settings) ? "noisy" : "",
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static string Number(int number) => number == 0 ? "-" : number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Percent(double? share) => share is { } told ? string.Create(CultureInfo.InvariantCulture, $"{told * 100:0} %") : "-";
}
