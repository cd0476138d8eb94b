using System.Collections.Concurrent;
using SalesSignals.Settings;

namespace SalesSignals.Calendars;

/// <summary>The calendars of a team on one day, each laid out on first use.</summary>
public sealed class WorkCalendars(CalendarSettings settings, DateOnly around)
{
    private readonly ConcurrentDictionary<string, WorkCalendar> _byZone = new(StringComparer.Ordinal);

    /// <summary>The calendar of a time zone (IANA id). An unknown zone counts as UTC: people are checked when they are imported.</summary>
    public WorkCalendar In(string timeZone) => _byZone.GetOrAdd(
        timeZone,
        id => WorkCalendar.For(settings, TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc, around));
}
