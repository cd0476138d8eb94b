using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// When an activity takes or took place. Pipedrive has a due date, perhaps with a time (UTC unless it names a zone) and a duration,
/// and a tick with the time it was made.
/// </summary>
internal readonly record struct PipedriveSchedule(DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, DateTimeOffset? DueAt)
{
    private static readonly TimeSpan LastSecond = new(23, 59, 59);

    /// <summary>What has no time of day is due until the day is over.</summary>
    public static PipedriveSchedule Planned(PipedriveFields activity, ActivityKind kind) => Due(activity) switch
    {
        null => default,
        { IsTimed: true } due when kind is not ActivityKind.Task => new(due.From, due.To > due.From ? due.To : null, null),
        { IsTimed: true } due => new(null, null, due.From),
        { } due => new(null, null, due.To),
    };

    /// <summary>As planned; but what was ticked before it was due was done by then, on that day.</summary>
    public static PipedriveSchedule Done(PipedriveFields activity, DateTimeOffset doneAt)
    {
        var due = Due(activity);
        if (due?.To <= doneAt)
        {
            return new(due.From, due.To, null);
        }

        return new(due?.From <= doneAt ? due.From : new(doneAt.UtcDateTime.Date, TimeSpan.Zero), doneAt, null);
    }

    private static Window? Due(PipedriveFields activity)
    {
        if (activity.Date("due_date") is not { } date)
        {
            return null;
        }

        if (activity.Clock("due_time") is not { } time)
        {
            var day = new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero);
            return new(day, day + LastSecond, false);
        }

        var from = InUtc(date, Clock(time, "due_time", maxHours: 23), Zone(activity));
        var duration = activity.Clock("duration") is { } length ? Clock(length, "duration", maxHours: 999) : TimeSpan.Zero;
        return new(from, from + duration, true);
    }

    /// <summary>Zones have hours that never were and hours that were twice; the offset is known all the same.</summary>
    private static DateTimeOffset InUtc(DateOnly date, TimeSpan time, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(TimeOnly.MinValue) + time;
        return EventText.Instant(new DateTimeOffset(local, zone.GetUtcOffset(local)), "due_date");
    }

    /// <summary>Where the zone is not named but numbered, Pipedrive's API says that due times are UTC.</summary>
    private static TimeZoneInfo Zone(PipedriveFields activity)
    {
        if (activity.ZoneOf("due_time") is not { } id)
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : throw new UnreadableEventException("due_time.timezone_id is no time zone that is known here.");
    }

    /// <summary>Hours and minutes, perhaps seconds; a duration may be longer than a day.</summary>
    private static TimeSpan Clock(string text, string member, int maxHours)
    {
        var parts = text.Split(':');
        if (parts.Length is 2 or 3
            && Digits(parts[0], 3) is { } hours && hours <= maxHours
            && Digits(parts[1], 2) is { } minutes and < 60
            && (parts.Length == 2 ? 0 : Digits(parts[2], 2)) is { } seconds and < 60)
        {
            return new(hours, minutes, seconds);
        }

        throw new UnreadableEventException($"{member} must be hours and minutes such as 13:00.");
    }

    private static int? Digits(string text, int max) =>
        text.Length <= max && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Window(DateTimeOffset From, DateTimeOffset To, bool IsTimed);
}
