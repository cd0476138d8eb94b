using SalesSignals.Calendars;
using SalesSignals.Settings;

namespace SalesSignals.Backtest;

/// <summary>The instants at which the past is looked at: the end of each working day.</summary>
internal sealed class WorkingDayEnds
{
    private readonly DateTimeOffset[] _ends;
    private readonly DateOnly[] _days;

    public WorkingDayEnds(CalendarSettings settings, TimeZoneInfo zone, DateOnly first, DateOnly last)
    {
        var calendar = WorkCalendar.For(settings, zone, first);
        _days = [.. Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).Select(first.AddDays).Where(calendar.IsWorkingDay)];
        _ends = [.. _days.Select(day => InstantOf(day.ToDateTime(settings.EndsAt, DateTimeKind.Unspecified), zone))];
    }

    public int Count => _ends.Length;

    public DateTimeOffset this[int index] => _ends[index];

    public DateOnly DayOf(int index) => _days[index];

    /// <summary>The week, Monday to Sunday, that a day is in; only equality and order mean something.</summary>
    public int WeekOf(int index) => _days[index].DayNumber / 7;

    /// <summary>The first end at or after an instant; <see cref="Count"/> where there is none.</summary>
    public int FirstAtOrAfter(DateTimeOffset at)
    {
        var found = Array.BinarySearch(_ends, at);
        return found >= 0 ? found : ~found;
    }

    public int FirstOn(DateOnly day)
    {
        var found = Array.BinarySearch(_days, day);
        return found >= 0 ? found : ~found;
    }

    /// <summary>In the gap of spring an hour later, which exists.</summary>
    private static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        var real = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(real, zone.GetUtcOffset(real)).ToUniversalTime();
    }
}
