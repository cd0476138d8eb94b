using System.Globalization;
using System.Net;
using System.Text;
using SalesSignals.Backtest;

namespace SalesSignals.Cli.Backtest;

/// <summary>Loss rates of flagged and other deals, rule by rule, as points with their intervals.</summary>
internal static class RateChart
{
    private const int Left = 190;
    private const int Right = 780;
    private const int RowHeight = 44;

    public static string Draw(IReadOnlyList<RuleResult> rules)
    {
        var height = (rules.Count * RowHeight) + 40;
        var most = Math.Ceiling(10 * rules.Max(rule => Math.Max(rule.Comparison.Flagged.Interval().High, rule.Comparison.Unflagged.Interval().High))) / 10;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <figure>
            <svg viewBox="0 0 800 {height}" role="img" aria-labelledby="rates-title rates-text">
            <title id="rates-title">Loss rate of flagged and of other deals, by rule</title>
            <desc id="rates-text">{Text(string.Join("; ", rules.Select(rule => $"{rule.Kind}: {Words.Rates(rule.Comparison)}")))}.</desc>

            """);
        for (var i = 0; i <= 5; i++)
        {
            var x = X(most * i / 5, most);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"6\" y2=\"{height - 26}\"/><text class=\"soft\" x=\"{x:0.#}\" y=\"{height - 8}\" text-anchor=\"middle\">{100 * most * i / 5:0} %</text>\n");
        }

        foreach (var (i, rule) in rules.Index())
        {
            var y = 20 + (i * RowHeight);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 12}\" y=\"{y + 10}\" text-anchor=\"end\">{Text(rule.Kind)}</text>\n");
            Point(svg, rule.Comparison.Flagged, y, most, "flagged");
            Point(svg, rule.Comparison.Unflagged, y + 14, most, "other");
        }

        return svg.Append("</svg>\n<figcaption>Loss rate of flagged deals (upper bar, red, square) and of the others (lower bar, blue, round), with 95 % intervals.</figcaption>\n</figure>\n").ToString();
    }

    private static void Point(StringBuilder svg, Rate rate, int y, double most, string kind)
    {
        var (low, high) = (X(rate.Interval().Low, most), X(rate.Interval().High, most));
        var at = X(rate.Share, most);
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{Left}\" y=\"{y - 5}\" width=\"{at - Left:0.#}\" height=\"10\" fill-opacity=\"0.35\" stroke=\"none\"/><line class=\"{kind}\" stroke-width=\"2\" x1=\"{low:0.#}\" x2=\"{high:0.#}\" y1=\"{y}\" y2=\"{y}\"/>");
        svg.Append(kind == "flagged"
            ? string.Create(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{at - 4:0.#}\" y=\"{y - 4}\" width=\"8\" height=\"8\"/>\n")
            : string.Create(CultureInfo.InvariantCulture, $"<circle class=\"{kind}\" cx=\"{at:0.#}\" cy=\"{y}\" r=\"4\"/>\n"));
    }

    private static double X(double share, double most) => Left + ((Right - Left) * share / most);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
