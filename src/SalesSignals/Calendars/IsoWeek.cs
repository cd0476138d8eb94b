using System.Globalization;

namespace SalesSignals.Calendars;

/// <summary>A week, Monday to Sunday, as ISO 8601 counts them.</summary>
public readonly record struct IsoWeek(DateOnly Monday)
{
    public static IsoWeek Of(DateOnly day) => new(day.AddDays(-PlaceOf(day.DayOfWeek)));

    /// <summary><c>2026-W48</c>: the year is that of its Thursday.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(At(Monday))}-W{ISOWeek.GetWeekOfYear(At(Monday)):00}");

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, 7).Select(Monday.AddDays);

    public IsoWeek Before(int weeks = 1) => new(Monday.AddDays(-7 * weeks));

    /// <summary>Where in its week a day of the week comes: Monday first, Sunday last.</summary>
    public static int PlaceOf(DayOfWeek day) => ((int)day + 6) % 7;

    private static DateTime At(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
}
