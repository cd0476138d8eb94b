using SalesSignals.Digests;
using SalesSignals.Settings;
using SalesSignals.Teams;

namespace SalesSignals.Forecasts;

/// <summary>What a weekly forecast is composed from, beside the team.</summary>
public sealed record ForecastContext
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The week to compare with; where none was kept it is traced back from what moved since.</summary>
    public ForecastWeek? Before { get; init; }

    /// <summary>Of the last seven days.</summary>
    public required Heartbeat Heartbeat { get; init; }

    public ForecastHistory History { get; init; } = ForecastHistory.Empty;

    public ForecastSettings Settings { get; init; } = new();

    /// <summary>For its rates; none where this is null.</summary>
    public TeamAssessor? Rules { get; init; }
}
