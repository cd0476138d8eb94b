using System.Text.Json.Serialization;
using SalesSignals.Events;

namespace SalesSignals.Deals;

/// <summary>
/// A last-writer-wins register: the newest thing said of a field. Ties of the stamp (event ids are not unique everywhere) are broken
/// by the value, so that merging never depends on order.
/// </summary>
public readonly record struct Register<T>(
    [property: JsonPropertyName("v")] T? Value,
    [property: JsonPropertyName("s")] Stamp Stamp)
{
    /// <summary>Whether anything was ever said of the field.</summary>
    [JsonIgnore]
    public bool IsTold => Stamp.EventId is not null;

    /// <summary>The join of two registers: commutative, associative, idempotent.</summary>
    public Register<T> Merge(in Register<T> other)
    {
        var byStamp = Stamp.CompareTo(other.Stamp);
        if (byStamp == 0)
        {
            byStamp = ValueOrder.Compare(Value, other.Value);
        }

        return byStamp >= 0 ? this : other;
    }

    internal static Register<T> From(in Told<T> told, Stamp stamp) => told.IsTold ? new(told.Value, stamp) : default;
}

internal static class ValueOrder
{
    /// <summary>A total order, null first; text by code unit, whatever the culture.</summary>
    public static int Compare<T>(T? left, T? right) =>
        typeof(T) == typeof(string)
            ? string.CompareOrdinal((string?)(object?)left, (string?)(object?)right)
            : Comparer<T?>.Default.Compare(left, right);
}
