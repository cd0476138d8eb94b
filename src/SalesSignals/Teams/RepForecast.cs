using SalesSignals.Calendars;

namespace SalesSignals.Teams;

/// <summary>What a rep was to win in a quarter as it looked at its middle, and what they did win.</summary>
/// <param name="Forecast">Won by then and commit.</param>
/// <param name="Won">Null until the quarter is over.</param>
public sealed record RepForecast(string Currency, decimal Forecast, decimal? Won = null)
{
    /// <summary>By how much the forecast was off, as a share of what was won; null where there was nothing to forecast, or it is not known yet.</summary>
    public double? Off => (Forecast, Won) switch
    {
        (_, null) or (0, 0) => null,
        (_, 0) => 1,
        var (forecast, won) => Math.Abs(((double)forecast - (double)won.Value) / (double)won.Value),
    };
}

public sealed record QuarterForecast(Quarter Quarter, RepForecast Forecast);
