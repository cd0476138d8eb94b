using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Settings;

namespace SalesSignals.Functions.Work;

/// <summary>Why somebody gets no mail of a kind at a time, whatever there is to tell.</summary>
internal static class WhyNoMail
{
    /// <summary>The first reason there is; null where it would be sent.</summary>
    public static string? At(Person person, string kind, Preferences chosen, SalesSettings settings, DateTimeOffset now)
    {
        var name = Wording.Clean(person.Name, 40);
        var local = LocalMoment.Of(now, person.TimeZone);
        return chosen switch
        {
            _ when !person.IsActive => $"{name} has left",
            _ when !chosen.Wants(kind) => $"{name} has switched off {EmailKinds.Words(kind)}",
            _ when chosen.Refusal(kind, person.Email) is { } refusal => refusal,
            _ when person.LeaveOn(local.Date) is { } leave => $"{name} is on leave until {Wording.LongDay(leave.To)}",
            _ when !local.IsWorkingDay(settings.Calendar.ForTeam(person.Team)) => $"{Wording.LongDay(local.Date)} is not a working day",
            _ when !chosen.IsMailDay(local.Date.DayOfWeek) => $"{name} wants no mail on {local.Date.DayOfWeek}s",
            _ when IsDue(person, kind, chosen, settings, now) => null,
            _ => $"{EmailKinds.Words(kind)} go out {WhenOf(kind, chosen, settings)}, and at that time it is {local.Date.DayOfWeek} {Text(local.Time)} ({person.TimeZone})",
        };
    }

    /// <summary>The period of the message of a kind that would be written; null for alerts, which may come several times a day.</summary>
    public static string? PeriodOf(string kind, LocalMoment local) => kind switch
    {
        MorningDigest.Kind => MorningDigest.PeriodOf(local.Date),
        RepAlert.Kind => null,
        _ => Calendars.IsoWeek.Of(local.Date).Name,
    };

    private static bool IsDue(Person person, string kind, Preferences chosen, SalesSettings settings, DateTimeOffset now) => kind switch
    {
        MorningDigest.Kind => MorningDigests.DueOn(person, chosen, settings, now) is not null,
        RepAlert.Kind => RepAlert.IsTime(person, settings.Alerts, settings.Calendar, now),
        RepWeek.Kind => WeekSchedule.RepWeekDue(person, chosen, settings, now) is not null,
        WeeklyForecast.Kind => WeekSchedule.ForecastDue(person, chosen, settings, now) is not null,
        _ => WeekSchedule.AdminReportDue(person, chosen, settings, now) is not null,
    };

    private static string WhenOf(string kind, Preferences chosen, SalesSettings settings) => kind switch
    {
        MorningDigest.Kind => $"from {Between(chosen.DueAt ?? settings.Digest.DueAt, settings.Digest.LateUntil)}",
        RepAlert.Kind => $"from {Between(settings.Alerts.NotBefore, settings.Alerts.NotAfter)}",
        RepWeek.Kind => Weekly(settings.RepWeek.Day, chosen.DueAt ?? settings.RepWeek.DueAt, settings.RepWeek.LateUntil),
        WeeklyForecast.Kind => Weekly(settings.Forecast.Day, chosen.DueAt ?? settings.Forecast.DueAt, settings.Forecast.LateUntil),
        _ => Weekly(DayOfWeek.Monday, chosen.DueAt ?? settings.Digest.DueAt, settings.Digest.LateUntil),
    };

    private static string Weekly(DayOfWeek day, TimeOnly dueAt, TimeOnly until) => $"on {day}s (or the next working day of the week) from {Between(dueAt, until)}";

    /// <summary>A limit that lies before the hour itself is read as the end of the day.</summary>
    private static string Between(TimeOnly from, TimeOnly until) => until > from ? $"{Text(from)} until {Text(until)}" : $"{Text(from)} on";

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
