using System.Collections.Immutable;

namespace SalesSignals.Pulse;

/// <summary>The hours in which a source told anything, oldest first, each once.</summary>
public sealed record PulseHistory(string Source, ImmutableArray<PulseHour> Hours)
{
    public DateTimeOffset? LastDeliveryAt => Hours.Max(hour => hour.LastDeliveryAt);

    public DateTimeOffset? LastEventAt => Hours.Max(hour => hour.LastEventAt);

    /// <summary>Makes a history of what several processes counted.</summary>
    public static PulseHistory Of(string source, IEnumerable<PulseHour> counted) => new(
        source,
        [.. counted.GroupBy(hour => hour.StartsAt).OrderBy(hour => hour.Key).Select(hour => hour.Aggregate((left, right) => left.And(right)))]);

    /// <summary>All that was told since a time, as one; from the beginning of the hour it lies in, since hours are what is counted.</summary>
    public PulseHour Since(DateTimeOffset at)
    {
        var start = PulseHour.StartOf(at);
        return Hours.Where(hour => hour.StartsAt >= start).Aggregate(new PulseHour { StartsAt = start }, (sum, hour) => sum.And(hour));
    }
}
