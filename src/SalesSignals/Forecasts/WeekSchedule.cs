using SalesSignals.Alerts;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Settings;

namespace SalesSignals.Forecasts;

/// <summary>
/// When weekly mail is due. Asked every few minutes; the week it answers names the message, so that asking often sends it once. Whoever
/// does not work on the day gets it on their next working day of that week, and on the last one before where there is none after it.
/// </summary>
public static class WeekSchedule
{
    /// <summary>The week for which a manager's forecast is due, or null.</summary>
    public static IsoWeek? ForecastDue(Person person, Preferences preferences, SalesSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(settings);
        var due = settings.Forecast;
        return person.Role == PersonRole.Manager ? Due(person, EmailKinds.WeeklyForecast, (due.Day, due.DueAt, due.LateUntil), preferences, settings.Calendar, now) : null;
    }

    /// <summary>The week for which a rep's own note is due, or null. Who leads a team has the digest and the forecast.</summary>
    public static IsoWeek? RepWeekDue(Person person, Preferences preferences, SalesSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(settings);
        var due = settings.RepWeek;
        return person.Role == PersonRole.Rep && !person.OwnerKeys.IsEmpty
            ? Due(person, EmailKinds.RepWeek, (due.Day, due.DueAt, due.LateUntil), preferences, settings.Calendar, now)
            : null;
    }

    /// <summary>
    /// The week of which a team's forecast is to be kept, or null: on the day and from the hour that settings name, whether or not its
    /// manager is there, or wants any mail.
    /// </summary>
    public static IsoWeek? SnapshotDue(Person person, SalesSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(settings);
        var local = LocalMoment.Of(now, person.TimeZone);
        return person is { Role: PersonRole.Manager, IsActive: true } && local.Date.DayOfWeek == settings.Forecast.Day && local.Time >= settings.Forecast.DueAt
            ? IsoWeek.Of(local.Date)
            : null;
    }

    private static IsoWeek? Due(
        Person person, string kind, (DayOfWeek Day, TimeOnly At, TimeOnly Until) due, Preferences preferences, CalendarSettings calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        if (!person.IsActive || preferences.Refusal(kind, person.Email) is not null)
        {
            return null;
        }

        var local = LocalMoment.Of(now, person.TimeZone);
        var week = IsoWeek.Of(local.Date);
        var days = week.Days.Where(day => IsMailDay(day, person, preferences, calendar)).ToList();
        return days.Contains(local.Date) && local.Date >= FirstOf(days, week, due.Day) && IsTime(local.Time, preferences.DueAt ?? due.At, due.Until) ? week : null;
    }

    private static bool IsMailDay(DateOnly day, Person person, Preferences preferences, CalendarSettings calendar) =>
        preferences.IsMailDay(day.DayOfWeek) && new LocalMoment(day, default).IsWorkingDayOf(person, calendar);

    private static DateOnly FirstOf(List<DateOnly> days, IsoWeek week, DayOfWeek due)
    {
        var wanted = week.Monday.AddDays(IsoWeek.PlaceOf(due));
        return days.Exists(day => day >= wanted) ? days.Find(day => day >= wanted) : days[^1];
    }

    /// <summary>A limit that lies before the hour itself, as one that somebody has chosen may, is read as "the rest of the day".</summary>
    private static bool IsTime(TimeOnly time, TimeOnly dueAt, TimeOnly until) => time >= dueAt && (time < until || until <= dueAt);
}
