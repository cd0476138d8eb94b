namespace SalesSignals.Signals;

/// <summary>How long a source has been silent, and how long it usually is; both in working time.</summary>
/// <param name="AllowedUntil">From then on it is silent for too long.</param>
public sealed record SourceSilence(DateTimeOffset LastDeliveryAt, TimeSpan UsualGap, TimeSpan SilentFor, DateTimeOffset AllowedUntil)
{
    /// <summary>A duration of working time in words: <c>3 working hours</c>, and days where it is two or more.</summary>
    public static string Words(TimeSpan worked, TimeSpan workingDay) => worked >= 2 * workingDay
        ? Phrase.Count(worked / workingDay, "working day")
        : Phrase.Count(worked.TotalHours, "working hour");
}
