using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Teams;

namespace SalesSignals.Forecasts;

/// <summary>How near a rep's forecasts at the middle of a quarter came to what they won by its end.</summary>
/// <param name="Off">By how much they were off on average, as a share of what was won.</param>
public sealed record RepAccuracy(Person Rep, ImmutableArray<QuarterForecast> Quarters, double Off)
{
    /// <summary>Who was far off two years ago may have learned.</summary>
    private const int MostQuarters = 4;

    /// <summary>Null where no quarter is over yet whose forecast was kept.</summary>
    public static RepAccuracy? Of(Person rep, ForecastHistory history)
    {
        ArgumentNullException.ThrowIfNull(rep);
        ArgumentNullException.ThrowIfNull(history);
        var known = history.Of(rep.Id).Where(quarter => quarter.Forecast.Off is not null).Take(MostQuarters).ToImmutableArray();
        return known.IsEmpty ? null : new(rep, known, known.Average(quarter => quarter.Forecast.Off!.Value));
    }

    /// <summary><c>8% off on average in 3 quarters, mostly too high. Q3 2026: €50,000 forecast, €46,000 won.</c></summary>
    public string Describe()
    {
        var last = Quarters[0];
        var off = Math.Round(Off * 100).ToString("0", CultureInfo.InvariantCulture);
        var how = Quarters.Length == 1 ? $"{off}% off in 1 quarter." : $"{off}% off on average in {Wording.Count(Quarters.Length, "quarter")}{Tendency}.";
        return $"{how} {last.Quarter.Name}: {new Money(last.Forecast.Forecast, last.Forecast.Currency)} forecast, {new Money(last.Forecast.Won ?? 0, last.Forecast.Currency)} won.";
    }

    private string Tendency => (Quarters.Count(quarter => quarter.Forecast.Forecast > quarter.Forecast.Won), Quarters.Count(quarter => quarter.Forecast.Forecast < quarter.Forecast.Won)) switch
    {
        var (high, low) when high > 2 * low => ", mostly too high",
        var (high, low) when low > 2 * high => ", mostly too low",
        _ => string.Empty,
    };
}
