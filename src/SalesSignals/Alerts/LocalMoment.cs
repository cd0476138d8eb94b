using SalesSignals.Directory;
using SalesSignals.Settings;

namespace SalesSignals.Alerts;

/// <summary>What a person's calendar and clock show at an instant.</summary>
public readonly record struct LocalMoment(DateOnly Date, TimeOnly Time)
{
    /// <summary>
    /// Only ever from an instant to local time: that direction cannot fail, whatever the night. A zone this machine does not know is
    /// read as UTC, so that one person's typing error does not silence a team.
    /// </summary>
    public static LocalMoment Of(DateTimeOffset instant, string timeZone)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        return new(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }

    /// <summary>Whether somebody is at work on this day: one of their team's working days, and none of their leave.</summary>
    public bool IsWorkingDayOf(Person person, CalendarSettings calendar)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(calendar);
        return IsWorkingDay(calendar.ForTeam(person.Team)) && !person.IsOnLeave(Date);
    }

    public bool IsWorkingDay(CalendarSettings calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.WorkingDays.Contains(Date.DayOfWeek) && !calendar.Holidays.Contains(Date);
    }
}
