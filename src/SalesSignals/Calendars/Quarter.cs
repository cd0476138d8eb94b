using System.Globalization;

namespace SalesSignals.Calendars;

/// <summary>The quarter quotas are counted in; both days belong to it.</summary>
public readonly record struct Quarter(DateOnly StartsOn, DateOnly EndsOn)
{
    /// <summary>The calendar quarter of a day.</summary>
    public static Quarter Of(DateOnly day)
    {
        var start = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
        return new(start, start.AddMonths(3).AddDays(-1));
    }

    /// <summary><c>Q4 2026</c>, named by the month it ends in.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"Q{(EndsOn.Month + 2) / 3} {EndsOn.Year}");

    public Quarter Next => Of(EndsOn.AddDays(1));

    public bool Contains(DateOnly day) => day >= StartsOn && day <= EndsOn;

    /// <summary>Days left, the given one included.</summary>
    public int DaysLeft(DateOnly day) => Math.Max(0, EndsOn.DayNumber - day.DayNumber + 1);

    public bool IsPastHalf(DateOnly day) => (day.DayNumber - StartsOn.DayNumber) * 2 > EndsOn.DayNumber - StartsOn.DayNumber + 1;
}
