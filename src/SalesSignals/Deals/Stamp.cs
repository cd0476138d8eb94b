namespace SalesSignals.Deals;

/// <summary>When, by the CRM's clock, and in which event something was said. Later stamps win.</summary>
public readonly record struct Stamp(DateTimeOffset At, string EventId) : IComparable<Stamp>
{
    public int CompareTo(Stamp other)
    {
        var byTime = At.UtcTicks.CompareTo(other.At.UtcTicks);
        return byTime != 0 ? byTime : string.CompareOrdinal(EventId, other.EventId);
    }

    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}
