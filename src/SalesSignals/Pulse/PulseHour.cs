using System.Collections.Immutable;

namespace SalesSignals.Pulse;

/// <summary>What a source told in one hour.</summary>
public sealed record PulseHour
{
    /// <summary>The hour's beginning, UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Webhooks that were acknowledged.</summary>
    public long Deliveries { get; init; }

    /// <summary>Webhooks that were not taken, by reason.</summary>
    public ImmutableSortedDictionary<string, long> Refused { get; init; } = NoneRefused;

    public DateTimeOffset? LastDeliveryAt { get; init; }

    /// <summary>Events of deliveries that are in the deals now.</summary>
    public long Events { get; init; }

    /// <summary>When the latest of them happened in the CRM.</summary>
    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>The longest from receiving a delivery until its events were in the deals.</summary>
    public TimeSpan LongestProcessing { get; init; }

    /// <summary>The longest from what happened in the CRM until its delivery came.</summary>
    public TimeSpan LongestDelay { get; init; }

    public long RefusedInAll => Refused.Values.Sum();

    private static ImmutableSortedDictionary<string, long> NoneRefused { get; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    public static DateTimeOffset StartOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>Two counts of the same hour, by different processes or at different times, as one.</summary>
    public PulseHour And(PulseHour other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with
        {
            Deliveries = Deliveries + other.Deliveries,
            Refused = other.Refused.Aggregate(Refused, (sum, refused) => sum.SetItem(refused.Key, sum.GetValueOrDefault(refused.Key) + refused.Value)),
            LastDeliveryAt = Later(LastDeliveryAt, other.LastDeliveryAt),
            Events = Events + other.Events,
            LastEventAt = Later(LastEventAt, other.LastEventAt),
            LongestProcessing = Longer(LongestProcessing, other.LongestProcessing),
            LongestDelay = Longer(LongestDelay, other.LongestDelay),
        };
    }

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right ?? left : left;

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => right > left ? right : left;
}
