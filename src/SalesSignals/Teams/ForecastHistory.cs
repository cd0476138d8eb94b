using System.Collections.Immutable;
using SalesSignals.Calendars;
using SalesSignals.Directory;

namespace SalesSignals.Teams;

/// <summary>What the reps of a team forecast at the middle of each quarter, and what they won by its end. By the quarter's first day, then by rep.</summary>
public sealed record ForecastHistory(ImmutableSortedDictionary<DateOnly, ImmutableSortedDictionary<string, RepForecast>> Quarters)
{
    /// <summary>The day of the quarter on which its forecast is noted: half of the quarter is over, half of it can still be lost.</summary>
    private const int FirstDay = 45;

    /// <summary>After this day it would be no forecast any more: then nothing is noted.</summary>
    private const int LastDay = 59;

    /// <summary>For so long after the quarter what is won in it is noted: late entries count, and every win is still on the board.</summary>
    private const int DaysAfter = 27;

    public static ForecastHistory Empty { get; } = new(ImmutableSortedDictionary<DateOnly, ImmutableSortedDictionary<string, RepForecast>>.Empty);

    /// <summary>A rep's quarters, the newest first.</summary>
    public ImmutableArray<QuarterForecast> Of(string repId) =>
    [
        .. from quarter in Quarters.Reverse()
           where quarter.Value.ContainsKey(repId)
           select new QuarterForecast(Quarter.Of(quarter.Key), quarter.Value[repId]),
    ];

    /// <summary>The history with what is to be noted of a rep today. The same twice is the same as once.</summary>
    public ForecastHistory Note(RepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Rep is not { Role: PersonRole.Rep, IsActive: true } || context.Deals.Count == 0)
        {
            return this;
        }

        var quarter = context.Quarter;
        var before = Quarter.Of(quarter.StartsOn.AddDays(-1));
        var day = context.Today.DayNumber - quarter.StartsOn.DayNumber + 1;
        var noted = this;
        if (day is >= FirstDay and <= LastDay && Find(quarter, context.Rep.Id) is null)
        {
            noted = noted.With(quarter, context.Rep.Id, new(context.Currency, ForecastOf(context).Amount));
        }

        return day <= DaysAfter && Find(before, context.Rep.Id) is { } told && told.Currency == context.Currency
            ? noted.With(before, context.Rep.Id, told with { Won = context.Sum(context.WonIn(before)).Amount })
            : noted;
    }

    /// <summary>The quarters in which something was noted since.</summary>
    public IEnumerable<DateOnly> ChangedSince(ForecastHistory before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Quarters.Keys.Where(quarter => !ReferenceEquals(Quarters[quarter], before.Quarters.GetValueOrDefault(quarter)));
    }

    private static Board.Money ForecastOf(RepContext context) => context.Sum(
        context.WonIn(context.Quarter).Concat(context.OpenIn(context.Quarter).Where(deal => ForecastClasses.Of(deal) == ForecastClass.Commit)));

    private RepForecast? Find(Quarter quarter, string repId) => Quarters.GetValueOrDefault(quarter.StartsOn)?.GetValueOrDefault(repId);

    private ForecastHistory With(Quarter quarter, string repId, RepForecast forecast)
    {
        var reps = Quarters.GetValueOrDefault(quarter.StartsOn) ?? ImmutableSortedDictionary.Create<string, RepForecast>(StringComparer.Ordinal);
        return reps.GetValueOrDefault(repId) == forecast ? this : new(Quarters.SetItem(quarter.StartsOn, reps.SetItem(repId, forecast)));
    }
}
