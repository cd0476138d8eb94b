using SalesSignals.Alerts;
using SalesSignals.Directory;
using SalesSignals.Settings;

namespace SalesSignals.Digests;

/// <summary>
/// When a manager's digest is due. Asked every few minutes; the local date it answers names the digest, so that asking often sends
/// it once. It looks from the instant to the manager's clock, never back: on the two odd nights of a year the way back fails.
/// </summary>
public static class DigestSchedule
{
    /// <summary>
    /// The local date for which a digest is due at <paramref name="now"/>, or null. None is on days of leave: the view of the next one
    /// begins where that of the last one ended.
    /// </summary>
    public static DateOnly? IsDue(Person manager, DigestSettings settings, CalendarSettings calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(settings);
        if (!manager.IsActive || manager.Role != PersonRole.Manager)
        {
            return null;
        }

        var local = LocalMoment.Of(now, manager.TimeZone);
        return IsTime(local.Time, settings) && local.IsWorkingDayOf(manager, calendar) ? local.Date : null;
    }

    /// <summary>A limit that lies before the hour itself would mean "never": it is read as "the rest of the day".</summary>
    private static bool IsTime(TimeOnly time, DigestSettings settings) =>
        time >= settings.DueAt && (time < settings.LateUntil || settings.LateUntil <= settings.DueAt);
}
