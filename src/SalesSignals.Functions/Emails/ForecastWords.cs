using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Forecasts;

namespace SalesSignals.Functions.Emails;

/// <summary>What emails and pages both say of a forecast.</summary>
internal static class ForecastWords
{
    /// <summary><c>+€12,000</c>, <c>-€12,000</c>, <c>no change</c>.</summary>
    public static string Signed(Money change) => change.Amount switch
    {
        0 => "no change",
        > 0 => $"+{change}",
        _ => change.ToString(),
    };

    /// <summary>The sums of a forecast with their change in a week; empty where there is nothing to compare with.</summary>
    public static (string Label, string Class, string Colour, decimal Amount, string Change)[] Parts(ForecastLine line, QuarterOutlook? outlook)
    {
        string Change(Func<ForecastLine, decimal> amount) => outlook?.Change(line, amount) is { } change ? Signed(change) : string.Empty;
        return
        [
            ("Closed won", "won", Look.Won, line.Won, Change(each => each.Won)),
            ("Commit", "commit", Look.Commit, line.Commit, Change(each => each.Commit)),
            ("Best case", "best", Look.BestCase, line.BestCase, Change(each => each.BestCase)),
            ("Pipeline", "pipe", Look.Pipeline, line.Pipeline, Change(each => each.Pipeline)),
        ];
    }

    /// <summary><c>66% of quota is won or committed: … Won €88,000, commit €96,000, best case €42,000, pipeline €33,500. Up €12,000.</c></summary>
    public static string Describe(RepOutlook rep)
    {
        var sentences = rep.Quarter.Now.Lines.Take(2).Select(line =>
            $"{line.Describe()} Won {line.Money(line.Won)}, commit {line.Money(line.Commit)}, best case {line.Money(line.BestCase)}, pipeline {line.Money(line.Pipeline)}.");
        return string.Join(" Also ", sentences) + Since(rep.Quarter.MainChange);
    }

    private static string Since(Money? change) => change switch
    {
        null or { Amount: 0 } => string.Empty,
        { Amount: > 0 } more => $" Up {more} in a week.",
        { } less => $" Down {less with { Amount = -less.Amount }} in a week.",
    };
}
