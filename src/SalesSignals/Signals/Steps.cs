namespace SalesSignals.Signals;

/// <summary>
/// When something that lasts grows graver. Severity and the time of its next change come from the same two instants, so that they cannot
/// disagree by the rounding of fractions of days.
/// </summary>
internal readonly record struct Steps(DateTimeOffset MediumAt, DateTimeOffset HighAt)
{
    public Severity At(DateTimeOffset now) => now < MediumAt ? Severity.Low : now < HighAt ? Severity.Medium : Severity.High;

    public DateTimeOffset NextAfter(DateTimeOffset now) => now < MediumAt ? MediumAt : now < HighAt ? HighAt : DateTimeOffset.MaxValue;
}
