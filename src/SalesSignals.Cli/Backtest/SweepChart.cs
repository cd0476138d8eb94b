using System.Globalization;
using System.Net;
using System.Text;
using SalesSignals.Backtest;

namespace SalesSignals.Cli.Backtest;

/// <summary>The lift of a rule over the values of its limit, as a curve with intervals.</summary>
internal static class SweepChart
{
    private const int Left = 50;
    private const int Right = 780;
    private const int Top = 16;
    private const int Bottom = 220;

    public static string Draw(RuleSweep sweep)
    {
        var points = sweep.Points.Where(point => point.All.Lift is not null).Select(point => (point.Value, Lift: point.All.Lift!.Value)).ToList();
        if (points.Count == 0)
        {
            return "";
        }

        var most = Math.Min(10, Math.Max(2, Math.Ceiling(2 * points.Max(point => point.Lift.Interval.High)) / 2));
        var (least, widest) = (points[0].Value, Math.Max(points[^1].Value, points[0].Value + 1));
        double X(int value) => Left + 30 + ((Right - Left - 60) * (double)(value - least) / (widest - least));
        double Y(double lift) => Bottom - ((Bottom - Top) * Math.Min(lift, most) / most);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <figure>
            <svg viewBox="0 0 800 262" role="img" aria-labelledby="curve-{sweep.Kind}-title curve-{sweep.Kind}-text">
            <title id="curve-{sweep.Kind}-title">Lift of {sweep.Kind} by {sweep.Setting}</title>
            <desc id="curve-{sweep.Kind}-text">{string.Join("; ", points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Value}: {point.Lift.Value:0.00}, {point.Lift.Interval.Low:0.00} to {point.Lift.Interval.High:0.00}")))}.</desc>

            """);
        for (var lift = 0.0; lift <= most; lift += most > 4 ? 1 : 0.5)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{(lift == 1 ? "one" : "grid")}\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(lift):0.#}\" y2=\"{Y(lift):0.#}\"/><text class=\"soft\" x=\"{Left - 8}\" y=\"{Y(lift) + 4:0.#}\" text-anchor=\"end\">{lift:0.#}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"line\" points=\"{string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Value):0.#},{Y(point.Lift.Value):0.#}")))}\"/>\n");
        foreach (var (value, lift) in points)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"flagged\" stroke-width=\"2\" x1=\"{X(value):0.#}\" x2=\"{X(value):0.#}\" y1=\"{Y(lift.Interval.Low):0.#}\" y2=\"{Y(lift.Interval.High):0.#}\"/><rect class=\"flagged\" x=\"{X(value) - 4:0.#}\" y=\"{Y(lift.Value) - 4:0.#}\" width=\"8\" height=\"8\"/><text x=\"{X(value):0.#}\" y=\"{Bottom + 18}\" text-anchor=\"middle\">{value}{(value == sweep.Current ? " now" : "")}</text>\n");
        }

        return svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{(Left + Right) / 2}\" y=\"{Bottom + 38}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(sweep.Setting)}</text>\n</svg>\n<figcaption>Lift by limit, with 95 % intervals. Above the dashed line, flagged deals were lost more often.</figcaption>\n</figure>\n").ToString();
    }
}
