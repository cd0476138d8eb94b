using NCrontab;
using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Standalone;

/// <summary>When a timer function is due: an NCRONTAB schedule with six fields, in UTC, as the Functions host reads it.</summary>
public sealed class TimerSchedule
{
    /// <summary>A tick fired later than this is told to be past due.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    private readonly CrontabSchedule _schedule;

    /// <exception cref="StartException">The schedule is not of that form.</exception>
    public TimerSchedule(FunctionTrigger.Timer timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
        _schedule = CrontabSchedule.TryParse(timer.Schedule, SixFields)
            ?? throw new StartException($"{timer.Name}/function.json: the schedule '{timer.Schedule}' is no NCRONTAB expression with six fields.");
    }

    /// <summary>The first tick after an instant.</summary>
    public DateTimeOffset Next(DateTimeOffset after) =>
        new(DateTime.SpecifyKind(_schedule.GetNextOccurrence(after.UtcDateTime), DateTimeKind.Utc));

    /// <summary>Whether a tick has come since the timer last fired. Several missed ticks are one.</summary>
    public bool IsDue(DateTimeOffset lastFiredAt, DateTimeOffset now) => Next(lastFiredAt) <= now;

    public bool IsPastDue(DateTimeOffset lastFiredAt, DateTimeOffset now) => Next(lastFiredAt) + Tolerance < now;
}
