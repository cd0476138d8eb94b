using System.Globalization;
using System.Net;
using System.Text;
using SalesSignals.Backtest;

namespace SalesSignals.Cli.Backtest;

/// <summary>Lifts with their intervals, a row each, on a scale on which half and double are equally far from 1.</summary>
internal static class LiftChart
{
    private const int Left = 190;
    private const int Right = 780;
    private const int RowHeight = 26;

    private static readonly double[] Ticks = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10];

    public static string Draw(string id, string title, IReadOnlyList<(string Name, Lift? Lift)> rows, string caption)
    {
        var known = rows.Where(row => row.Lift is not null).Select(row => (row.Name, Lift: row.Lift!.Value)).ToList();
        var height = (known.Count * RowHeight) + 40;
        var (low, high) = (Math.Max(0.1, Math.Min(0.5, known.Min(row => row.Lift.Interval.Low))), Math.Min(10, Math.Max(2, known.Max(row => row.Lift.Interval.High))));
        double X(double lift) => Left + ((Right - Left) * Math.Log(Math.Clamp(lift, low, high) / low) / Math.Log(high / low));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <figure>
            <svg viewBox="0 0 800 {height}" role="img" aria-labelledby="{id}-title {id}-text">
            <title id="{id}-title">{Text(title)}</title>
            <desc id="{id}-text">{Text(string.Join("; ", known.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Name}: {row.Lift.Value:0.00}, {row.Lift.Interval.Low:0.00} to {row.Lift.Interval.High:0.00}"))))}.</desc>

            """);
        foreach (var tick in Ticks.Where(tick => tick >= low && tick <= high))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{(tick == 1 ? "one" : "grid")}\" x1=\"{X(tick):0.#}\" x2=\"{X(tick):0.#}\" y1=\"6\" y2=\"{height - 26}\"/><text class=\"soft\" x=\"{X(tick):0.#}\" y=\"{height - 8}\" text-anchor=\"middle\">{tick:0.##}</text>\n");
        }

        foreach (var (i, (name, lift)) in known.Index())
        {
            var y = 20 + (i * RowHeight);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 12}\" y=\"{y + 4}\" text-anchor=\"end\">{Text(name)}</text><line class=\"flagged\" stroke-width=\"2\" x1=\"{X(lift.Interval.Low):0.#}\" x2=\"{X(lift.Interval.High):0.#}\" y1=\"{y}\" y2=\"{y}\"/><rect class=\"flagged\" x=\"{X(lift.Value) - 4:0.#}\" y=\"{y - 4}\" width=\"8\" height=\"8\"/>\n");
        }

        return svg.Append(CultureInfo.InvariantCulture, $"</svg>\n<figcaption>{Text(caption)} Right of the dashed line, flagged deals were lost more often.</figcaption>\n</figure>\n").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
