using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SalesSignals.Deals;

/// <summary>
/// The latest statement about one element of a set (an activity, a contact). It replaces earlier ones whole; null facts say that
/// the element was removed.
/// </summary>
public sealed record Statement<T>(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("s")] Stamp Stamp,
    [property: JsonPropertyName("v")] T? Facts)
    where T : class
{
    [JsonIgnore]
    public bool IsRemoval => Facts is null;
}

/// <summary>Sets of statements, one an element, sorted by stamp and id, cut to the newest N.</summary>
internal static class StatementSet
{
    /// <summary>The join of both, cut; <paramref name="left"/> itself where <paramref name="right"/> adds nothing.</summary>
    public static ImmutableArray<Statement<T>> Merge<T>(
        ImmutableArray<Statement<T>> left, ImmutableArray<Statement<T>> right, int capacity, Comparison<T> byContent)
        where T : class
    {
        foreach (var statement in right)
        {
            left = Add(left, statement, capacity, byContent);
        }

        return left;
    }

    private static ImmutableArray<Statement<T>> Add<T>(
        ImmutableArray<Statement<T>> set, Statement<T> statement, int capacity, Comparison<T> byContent)
        where T : class
    {
        var known = IndexOf(set, statement.Id);
        if (known >= 0 && Compare(set[known], statement, byContent) >= 0)
        {
            return set;
        }

        // Found only where the known one has the same stamp: then it takes its place.
        var at = SortedArray.Find(set, statement, StampThenId<T>.Instance);
        at = at < 0 ? ~at : at;
        if (known >= 0)
        {
            return SortedArray.Replace(set, known, at > known ? at - 1 : at, statement);
        }

        if (set.Length < capacity)
        {
            return set.Insert(at, statement);
        }

        return at == 0 ? set : SortedArray.Replace(set, removed: 0, at - 1, statement);
    }

    private static int IndexOf<T>(ImmutableArray<Statement<T>> set, string id)
        where T : class
    {
        for (var i = set.Length - 1; i >= 0; i--)
        {
            if (string.Equals(set[i].Id, id, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static int Compare<T>(Statement<T> left, Statement<T> right, Comparison<T> byContent)
        where T : class
    {
        var byStamp = left.Stamp.CompareTo(right.Stamp);
        return byStamp != 0 ? byStamp : (left.Facts, right.Facts) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            ({ } l, { } r) => ReferenceEquals(l, r) ? 0 : byContent(l, r),
        };
    }

    private sealed class StampThenId<T> : IComparer<Statement<T>>
        where T : class
    {
        public static readonly StampThenId<T> Instance = new();

        public int Compare(Statement<T>? x, Statement<T>? y)
        {
            var byStamp = x!.Stamp.CompareTo(y!.Stamp);
            return byStamp != 0 ? byStamp : string.CompareOrdinal(x.Id, y.Id);
        }
    }
}
