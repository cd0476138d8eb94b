using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Forecasts;

namespace SalesSignals.Functions.BoardPages;

/// <summary>What the forecast page shows.</summary>
public sealed record ForecastPageModel
{
    public required WeeklyForecast Forecast { get; init; }

    /// <summary>This quarter as it was seen in each week that was kept, oldest first, and as it is now; in the currency that comes first.</summary>
    public required ImmutableArray<SeenForecast> Weeks { get; init; }

    /// <summary>Whose forecast may be looked at besides.</summary>
    public required ImmutableArray<(string Value, string Label)> Choices { get; init; }

    public required string Chosen { get; init; }

    public required bool IsOwn { get; init; }

    public required ReaderClock Clock { get; init; }

    public ForecastLine? Main => Forecast.Current.Now.Main;

    public static ForecastPageModel Of(
        WeeklyForecast forecast,
        ImmutableArray<ForecastWeek> kept,
        IReadOnlyList<TeamMember> team,
        CurrencyRates rates,
        Person viewer,
        ImmutableArray<Person> choices,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(viewer);
        var (quarter, common, main) = (forecast.Current.Quarter, forecast.Current.Now.Common, forecast.Current.Now.Main);
        SeenForecast Seen(ForecastWeek week) => new(
            week.Week.Monday,
            TeamForecast.Compose(forecast.Manager, team, quarter, week.In(quarter), rates, common).Lines.FirstOrDefault(line => line.Currency == main?.Currency));
        return new()
        {
            Forecast = forecast,
            Weeks = main is null ? [] : [.. kept.Select(Seen), new(forecast.Week.Week.Monday, main)],
            Choices = [.. choices.Select(person => (DealListQuery.CodeOf(person), person.Id == viewer.Id ? "Yours" : Wording.Clean(person.Name, 60)))],
            Chosen = DealListQuery.CodeOf(forecast.Manager),
            IsOwn = forecast.Manager.Id == viewer.Id,
            Clock = ReaderClock.Of(viewer, now),
        };
    }
}

/// <summary>A quarter as it was seen in a week.</summary>
/// <param name="Line">Null where nothing was forecast then.</param>
public sealed record SeenForecast(DateOnly Monday, ForecastLine? Line)
{
    public decimal Won => Math.Max(0, Line?.Won ?? 0);

    public decimal Commit => Math.Max(0, Line?.Commit ?? 0);

    public decimal BestCase => Math.Max(0, Line?.BestCase ?? 0);

    public decimal Pipeline => Math.Max(0, Line?.Pipeline ?? 0);

    public decimal All => Won + Commit + BestCase + Pipeline;
}
