using System.Globalization;
using SalesSignals.Board;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>A rep whose forecast at the middle of a quarter was often far from what was won at its end.</summary>
public static class UnpredictableForecast
{
    private const int Version = 1;

    /// <summary>One quarter is an accident.</summary>
    private const int QuartersNeeded = 2;

    public static RuleVerdict Detect(RepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Settings.UnpredictableForecast;
        if (context.Skip(options.Enabled) is { } skipped)
        {
            return skipped;
        }

        var since = context.Quarter.StartsOn.AddMonths(-3 * options.Quarters);
        var known = context.Forecasts
            .Where(told => told.Forecast.Off is not null && told.Quarter.StartsOn >= since && told.Quarter.StartsOn < context.Quarter.StartsOn)
            .OrderByDescending(told => told.Quarter.StartsOn)
            .ToList();
        if (known.Count < QuartersNeeded)
        {
            return RuleVerdict.Unknown(string.Create(
                CultureInfo.InvariantCulture,
                $"The forecast at the middle and the result are known of {known.Count} of the last {options.Quarters} quarters; {QuartersNeeded} are needed."));
        }

        var misses = known.Count(told => told.Forecast.Off * 100 > options.MissPercent);
        return misses < options.Misses
            ? RuleVerdict.Quiet("{0:0} of the quarters known missed; {1:0} are too many.", misses, options.Misses, context.Tomorrow)
            : RuleVerdict.Fired(Signal(options, known, misses), context.Tomorrow);
    }

    private static Signal Signal(UnpredictableForecastOptions options, List<QuarterForecast> known, int misses) => new()
    {
        Kind = SignalKinds.UnpredictableForecast,
        Severity = misses <= options.Misses ? Severity.Low : misses < options.Quarters ? Severity.Medium : Severity.High,
        Summary = $"The forecast at mid-quarter was more than {options.MissPercent} % off in {misses} of {Phrase.Count(known.Count, "quarter")}.",
        NextAction = "Go through each commit together: what does the buyer still have to do before they sign, and by when?",
        Evidence = [.. known.Select(told => new Evidence(told.Quarter.Name, Words(told.Forecast)))],
        Threshold = $"{options.Misses} of the last {options.Quarters} quarters off by more than {options.MissPercent} %",
        RuleVersion = Version,
    };

    private static string Words(RepForecast told) => string.Create(
        CultureInfo.InvariantCulture,
        $"{new Money(told.Forecast, told.Currency)} forecast, {new Money(told.Won ?? 0, told.Currency)} won, {Math.Round((told.Off ?? 0) * 100):0} % off");
}
