using System.Collections.Frozen;
using System.Collections.Immutable;
using SalesSignals.Directory;
using SalesSignals.Settings;

namespace SalesSignals.Calendars;

/// <summary>
/// Somebody's working time: their working days and hours in their own time zone, without holidays and leave. A working day is one working
/// day's worth of working time, so a day counted from Friday 15:00 ends on Monday 15:00.
/// </summary>
/// <remarks>Laid out once for a span of days, so that measuring costs a binary search. Instants outside the span count as its ends.</remarks>
public sealed class WorkCalendar
{
    private const int DaysBack = 800;
    private const int DaysAhead = 120;

    // Working day i runs from _opens[i] to _closes[i] (UTC ticks); _worked[i] is the working time before it opens.
    private readonly long[] _opens;
    private readonly long[] _closes;
    private readonly long[] _worked;
    private readonly double _ticksADay;
    private readonly FrozenSet<DateOnly> _holidays;
    private readonly CalendarSettings _settings;
    private readonly ImmutableArray<Leave> _leave;
    private DayHere? _lastAsked;

    private WorkCalendar(CalendarSettings settings, TimeZoneInfo zone, DateOnly around, ImmutableArray<Leave> leave)
    {
        _settings = settings;
        _leave = leave;
        Zone = zone;
        _holidays = settings.Holidays.ToFrozenSet();
        _ticksADay = (settings.EndsAt - settings.StartsAt).Ticks;
        var days = Enumerable.Range(-DaysBack, DaysBack + DaysAhead).Select(around.AddDays).Where(IsWorkingDay).ToList();
        _opens = [.. days.Select(day => InstantOf(day, settings.StartsAt, zone).UtcTicks)];
        _closes = [.. days.Select(day => InstantOf(day, settings.EndsAt, zone).UtcTicks)];
        _worked = new long[days.Count];
        for (var i = 1; i < days.Count; i++)
        {
            _worked[i] = _worked[i - 1] + (_closes[i - 1] - _opens[i - 1]);
        }
    }

    public TimeZoneInfo Zone { get; }

    /// <summary>How long a working day is.</summary>
    public TimeSpan WorkingDay => TimeSpan.FromTicks((long)_ticksADay);

    /// <param name="settings">Working days, hours (the end after the start) and holidays.</param>
    /// <param name="zone">The person's time zone.</param>
    /// <param name="around">The span reaches some two years before this day, and four months after.</param>
    /// <param name="leave">The person's days away; none where null.</param>
    public static WorkCalendar For(CalendarSettings settings, TimeZoneInfo zone, DateOnly around, ImmutableArray<Leave>? leave = null) =>
        new(settings, zone, around, leave ?? []);

    /// <summary>The calendar day it is there at an instant.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>
    /// The calendar day there around an instant, and when the next begins. The last answer is kept: rules ask about today, over and over.
    /// </summary>
    public (DateOnly Day, DateTimeOffset NextStartsAt) DayAround(DateTimeOffset at)
    {
        if (_lastAsked is not { } day || at < day.StartsAt || at >= day.NextStartsAt)
        {
            var date = DayOf(at);
            day = new(date, LocalDay.StartOf(date, Zone), LocalDay.StartOf(date.AddDays(1), Zone));

            // A day on which clocks change may be of any form, and is looked up each time.
            _lastAsked = day.NextStartsAt - day.StartsAt == TimeSpan.FromDays(1) ? day : _lastAsked;
        }

        return (day.Date, day.NextStartsAt);
    }

    public bool IsWorkingDay(DateOnly day) => _settings.WorkingDays.Contains(day.DayOfWeek) && !_holidays.Contains(day) && !IsLeave(day);

    /// <summary>Working days (with fractions) from one instant to a later one; 0 where it is not later.</summary>
    public double WorkingDaysBetween(DateTimeOffset from, DateTimeOffset to) =>
        to <= from ? 0 : (WorkedUntil(to.UtcTicks) - WorkedUntil(from.UtcTicks)) / _ticksADay;

    /// <summary>Working time from one instant to a later one; none where it is not later.</summary>
    public TimeSpan WorkingTimeBetween(DateTimeOffset from, DateTimeOffset to) =>
        to <= from ? TimeSpan.Zero : TimeSpan.FromTicks(WorkedUntil(to.UtcTicks) - WorkedUntil(from.UtcTicks));

    /// <summary>
    /// The first instant at which <paramref name="workingDays"/> have passed since <paramref name="from"/>; the end of time where that lies
    /// beyond the span.
    /// </summary>
    public DateTimeOffset After(DateTimeOffset from, double workingDays)
    {
        var target = WorkedUntil(from.UtcTicks) + (long)Math.Ceiling(workingDays * _ticksADay);

        // Somebody may be away for longer than the span.
        if (_worked.Length == 0 || target > _worked[^1] + (_closes[^1] - _opens[^1]))
        {
            return DateTimeOffset.MaxValue;
        }

        var day = Array.BinarySearch(_worked, target);

        // At exactly a day's opening, the time had already been worked when the day before closed.
        day = day >= 0 ? Math.Max(day - 1, 0) : ~day - 1;
        return new(Math.Max(from.UtcTicks, _opens[day] + (target - _worked[day])), TimeSpan.Zero);
    }

    private bool IsLeave(DateOnly day)
    {
        foreach (var leave in _leave)
        {
            if (leave.Contains(day))
            {
                return true;
            }
        }

        return false;
    }

    private long WorkedUntil(long ticks)
    {
        var day = Array.BinarySearch(_opens, ticks);
        day = day >= 0 ? day : ~day - 1;
        return day < 0 ? 0 : _worked[day] + Math.Min(ticks, _closes[day]) - _opens[day];
    }

    /// <summary>A local time as an instant: the earlier of two in autumn; moved on past the gap in spring.</summary>
    private static DateTimeOffset InstantOf(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            // The offset before the gap puts it just as far behind the gap as it was inside.
            return new DateTimeOffset(local, zone.GetUtcOffset(local.AddHours(-3))).ToUniversalTime();
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private sealed record DayHere(DateOnly Date, DateTimeOffset StartsAt, DateTimeOffset NextStartsAt);
}
