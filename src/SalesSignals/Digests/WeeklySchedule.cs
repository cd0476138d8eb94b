using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Directory;
using SalesSignals.Settings;

namespace SalesSignals.Digests;

/// <summary>
/// When mail that comes once a week is due. Asked every few minutes; the week that it answers names the message, so that asking often sends
/// it once. What could not go on its day (a holiday, leave, an outage) goes on the next working day of the same week.
/// </summary>
public static class WeeklySchedule
{
    /// <summary>The ISO week, such as <c>2026-W48</c>, whose mail is due to a person at <paramref name="now"/>; null where none is.</summary>
    /// <param name="from">The first day of the week, Monday first, on which it may go.</param>
    /// <param name="dueAt">In the person's own time; so is <paramref name="lateUntil"/>. A limit before the hour itself is read as "the rest of the day".</param>
    public static string? IsDue(
        Person person, DayOfWeek from, TimeOnly dueAt, TimeOnly lateUntil, CalendarSettings calendar, Preferences preferences, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(preferences);
        var local = LocalMoment.Of(now, person.TimeZone);
        var isTime = local.Time >= dueAt && (local.Time < lateUntil || lateUntil <= dueAt);
        return person.IsActive && isTime && DayOfIsoWeek(local.Date.DayOfWeek) >= DayOfIsoWeek(from)
            && local.IsWorkingDayOf(person, calendar) && preferences.IsMailDay(local.Date.DayOfWeek)
            ? WeekOf(local.Date)
            : null;
    }

    /// <summary><c>2026-W48</c></summary>
    public static string WeekOf(DateOnly day)
    {
        var date = day.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(date):0000}-W{ISOWeek.GetWeekOfYear(date):00}");
    }

    private static int DayOfIsoWeek(DayOfWeek day) => ((int)day + 6) % 7;
}
