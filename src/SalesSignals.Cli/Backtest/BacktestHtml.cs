using System.Globalization;
using System.Net;
using System.Text;
using SalesSignals.Backtest;

namespace SalesSignals.Cli.Backtest;

/// <summary>A backtest as one page that needs nothing else: no script, charts as SVG, for screen (light and dark) and paper.</summary>
internal static class BacktestHtml
{
    public static string Write(BacktestReport report)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Backtest, {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd} – SalesSignals</title>
            <style>{BacktestStyle.Css}</style>
            </head>
            <body>
            <main>
            <h1>What the rules would have said</h1>
            <p>{Text(BacktestText.Scope(report))}</p>
            <p>Each working day of the past was looked at again as it was known that evening. A deal counts as flagged by a rule if the rule fired on it at
            the end of any working day while it was open. Lift is the loss rate of flagged deals divided by that of the others: 1 is no difference. Lines show
            the range in which the truth lies in 95 of 100 cases. A rule that flags deals for their age can flag only deals that live that long.</p>

            """);
        WriteRules(html, report);
        foreach (var sweep in BacktestText.Telling(report))
        {
            WriteSweep(html, sweep);
        }

        if (BacktestText.TooFew(report) is { } tooFew)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text(tooFew)}</p>\n");
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void WriteRules(StringBuilder html, BacktestReport report)
    {
        var charted = report.Rules.Where(rule => rule.Comparison.Lift is not null).ToList();
        html.Append("<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">Rules</h2>\n");
        if (charted.Count > 0)
        {
            html.Append(RateChart.Draw(charted)).Append(LiftChart.Draw(
                "lift", "Lift by rule", [.. charted.Select(rule => (rule.Kind, rule.Comparison.Lift))], "How much more often flagged deals were lost than the others."));
        }

        html.Append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Rules in numbers\"><table class=\"rules\"><caption>Rules in numbers</caption>\n<thead><tr>");
        Headers(html, "Rule", "Flagged", "Lost", "Not flagged", "Lost", "Lift (95 %)", "Median warning", "Alerts a rep a week", "What it says");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var rule in BacktestText.Shown(report))
        {
            var (flagged, unflagged) = (rule.Comparison.Flagged, rule.Comparison.Unflagged);
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(rule.Kind)}</th>");
            Cells(html, $"{flagged.Deals}", BacktestText.ShareOrDash(flagged), $"{unflagged.Deals}", BacktestText.ShareOrDash(unflagged), BacktestText.LiftOrDash(rule.Comparison), BacktestText.Days(rule.WarningDays), BacktestText.Alerts(rule.AlertsPerRepWeek));
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"words\">{Text(Words.Meaning(rule))}</td></tr>\n");
        }

        html.Append("</tbody></table></div>\n");
        foreach (var silent in BacktestText.Silent(report))
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text(silent)}</p>\n");
        }

        html.Append("</section>\n");
    }

    private static void WriteSweep(StringBuilder html, RuleSweep sweep)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"sweep-{Text(sweep.Kind)}\">\n<h2 id=\"sweep-{Text(sweep.Kind)}\">{Text(sweep.Kind)}: other limits</h2>\n<p><strong>{Text(BacktestText.Advice(sweep))}</strong></p>\n");
        html.Append(SweepChart.Draw(sweep));
        WritePoints(html, sweep);
        html.Append("</section>\n");
    }

    private static void WritePoints(StringBuilder html, RuleSweep sweep)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(sweep.Kind)} in numbers\"><table><caption>{Text(sweep.Setting)}</caption>\n<thead><tr>");
        Headers(html, "Limit", "Flagged", "Lost", "Not flagged", "Lost", "Lift (95 %)", "Lift, earlier deals", "Lift, later deals", "Median warning", "Alerts a rep a week");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var point in sweep.Points)
        {
            var (flagged, unflagged) = (point.All.Flagged, point.All.Unflagged);
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{point.Value}{(point.Value == sweep.Current ? " (now)" : "")}</th>");
            Cells(html, $"{flagged.Deals}", BacktestText.ShareOrDash(flagged), $"{unflagged.Deals}", BacktestText.ShareOrDash(unflagged), BacktestText.LiftOrDash(point.All), BacktestText.LiftOrDash(point.Earlier), BacktestText.LiftOrDash(point.Later), BacktestText.Days(point.WarningDays), BacktestText.Alerts(point.AlertsPerRepWeek));
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    private static void Headers(StringBuilder html, params string[] names)
    {
        foreach (var name in names)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Text(name)}</th>");
        }
    }

    private static void Cells(StringBuilder html, params string[] cells)
    {
        foreach (var cell in cells)
        {
            html.Append(CultureInfo.InvariantCulture, $"<td>{Text(cell)}</td>");
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
