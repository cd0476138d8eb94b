using System.Collections.Concurrent;
using System.Collections.Immutable;
using SalesSignals.Directory;
using SalesSignals.Settings;

namespace SalesSignals.Calendars;

/// <summary>The calendars of everybody on one day, each laid out on first use; people with the same zone, team and leave share one.</summary>
public sealed class WorkCalendars(CalendarSettings settings, DateOnly around)
{
    private const string NobodysZone = "Etc/UTC";

    private readonly ConcurrentDictionary<(string Zone, string? Team, string Leave), WorkCalendar> _laidOut = [];

    /// <summary>The calendar of a time zone (IANA id), with no team and no leave.</summary>
    public WorkCalendar In(string timeZone) => Get(timeZone, null, []);

    /// <summary>A person's: their zone, their team's days, hours and holidays, their leave. Nobody's is everybody's, in UTC.</summary>
    public WorkCalendar Of(Person? person) => person is null ? In(NobodysZone) : Get(person.TimeZone, person.Team, person.Leave);

    private WorkCalendar Get(string timeZone, string? team, ImmutableArray<Leave> leave)
    {
        var key = (timeZone, ReferenceEquals(settings.ForTeam(team), settings) ? null : team, LeaveText.Write(leave));
        return _laidOut.TryGetValue(key, out var known)
            ? known
            : _laidOut.GetOrAdd(key, WorkCalendar.For(settings.ForTeam(team), Zone(timeZone), around, leave));
    }

    // An unknown zone counts as UTC: people are checked when they are imported.
    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
