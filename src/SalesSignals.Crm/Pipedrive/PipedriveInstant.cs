using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// Times of the API, which has whole seconds only. What it tells is the last word on its second: it is told at the end of it, after the
/// webhooks of that second, which carry less. Was it asked within that very second, it is told as of then: what comes later in it is newer.
/// </summary>
internal static class PipedriveInstant
{
    private static readonly TimeSpan LastMillisecond = TimeSpan.FromMilliseconds(999);

    /// <summary>When an object was last modified, or made if it never was.</summary>
    public static DateTimeOffset OfChange(PipedriveFields told, DateTimeOffset now)
    {
        var at = told.Instant("update_time") ?? told.Instant("add_time") ?? throw new UnreadableEventException("update_time is missing.");
        return AtEnd(EventText.OccurredAt(at, now, "update_time"), now);
    }

    public static DateTimeOffset AtEnd(DateTimeOffset second, DateTimeOffset now)
    {
        if (second.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            return second;
        }

        var end = second + LastMillisecond;
        return now >= end ? end : now > second ? now : second;
    }

    /// <summary>As the API's filters take it: no later, to the second.</summary>
    public static string Floor(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>As the API's filters take it: no earlier, to the second.</summary>
    public static string Ceiling(DateTimeOffset at) => Floor(at.AddTicks(TimeSpan.TicksPerSecond - 1));
}
