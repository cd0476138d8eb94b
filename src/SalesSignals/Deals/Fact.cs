using System.Text.Json.Serialization;

namespace SalesSignals.Deals;

/// <summary>Something that was so at a time, such as a stage a deal was in. Never changes; keyed by what it says and when.</summary>
public readonly record struct Fact<T>([property: JsonPropertyName("at")] DateTimeOffset At, [property: JsonPropertyName("v")] T? Value)
    : IComparable<Fact<T>>
{
    public int CompareTo(Fact<T> other)
    {
        var byTime = At.UtcTicks.CompareTo(other.At.UtcTicks);
        return byTime != 0 ? byTime : ValueOrder.Compare(Value, other.Value);
    }

    public static bool operator <(Fact<T> left, Fact<T> right) => left.CompareTo(right) < 0;

    public static bool operator >(Fact<T> left, Fact<T> right) => left.CompareTo(right) > 0;

    public static bool operator <=(Fact<T> left, Fact<T> right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Fact<T> left, Fact<T> right) => left.CompareTo(right) >= 0;
}
