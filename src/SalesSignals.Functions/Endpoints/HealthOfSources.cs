using SalesSignals.Functions.Pulse;
using SalesSignals.Pulse;

namespace SalesSignals.Functions.Endpoints;

/// <summary>A source on the health page. Counts are of whole clock hours, and up to a minute old.</summary>
public sealed record SourceHealth
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public DateTimeOffset? LastDeliveryAt { get; init; }

    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>The longest of the last hour; null where nothing came.</summary>
    public LagHealth? Lag { get; init; }

    public long DeliveriesLastHour { get; init; }

    public long DeliveriesLastDay { get; init; }

    /// <summary>By reason.</summary>
    public required IReadOnlyDictionary<string, long> RefusedLastDay { get; init; }

    /// <summary>The evidence of <c>silent-source</c>; null where it is not silent for too long.</summary>
    public SilenceHealth? Silent { get; init; }

    public DateTimeOffset? ReconciledUntil { get; init; }

    public DateTimeOffset? LastReconcileAt { get; init; }

    /// <summary>Whether the last comparison with the CRM did not get through; the log says why, where not everybody can read it.</summary>
    public bool LastReconcileFailed { get; init; }

    /// <summary>What the CRM had that no webhook had told.</summary>
    public long DifferencesLast7Days { get; init; }

    public DateTimeOffset? BackfilledAt { get; init; }

    public static SourceHealth Of(SourceState source, DateTimeOffset now)
    {
        var (hour, day) = (source.Pulse.Since(now.AddHours(-1)), source.Pulse.Since(now.AddDays(-1)));
        return new()
        {
            Name = source.Name,
            Kind = source.Kind,
            LastDeliveryAt = source.Pulse.LastDeliveryAt,
            LastEventAt = source.Pulse.LastEventAt,
            Lag = LagOf(hour),
            DeliveriesLastHour = hour.Deliveries,
            DeliveriesLastDay = day.Deliveries,
            RefusedLastDay = day.Refused,
            Silent = SilenceOf(source),
            ReconciledUntil = source.Reconciled.ReconciledUntil,
            LastReconcileAt = source.Reconciled.LastRunAt,
            LastReconcileFailed = source.Reconciled.LastError is not null,
            DifferencesLast7Days = source.Reconciled.DifferencesLast7Days,
            BackfilledAt = source.Reconciled.BackfilledAt,
        };
    }

    private static LagHealth? LagOf(PulseHour hour) => hour.Deliveries == 0 && hour.Events == 0
        ? null
        : new(Math.Round(hour.LongestDelay.TotalSeconds, 1), Math.Round(hour.LongestProcessing.TotalSeconds, 1));

    private static SilenceHealth? SilenceOf(SourceState source) => source is { Silent: { } signal, Measured: { } measured }
        ? new(
            measured.LastDeliveryAt,
            Math.Round(measured.UsualGap.TotalHours, 1),
            Math.Round(measured.SilentFor.TotalHours, 1),
            signal.Threshold,
            signal.Severity.ToString().ToLowerInvariant())
        : null;
}

/// <param name="DeliverySeconds">From what happened in the CRM until its webhook came.</param>
/// <param name="ProcessingSeconds">From then until it was in the deals.</param>
public sealed record LagHealth(double DeliverySeconds, double ProcessingSeconds);

/// <param name="UsualGapHours">In working time, as is the next.</param>
public sealed record SilenceHealth(DateTimeOffset Since, double UsualGapHours, double SilentForHours, string Threshold, string Severity);
