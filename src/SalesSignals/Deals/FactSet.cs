using System.Collections.Immutable;

namespace SalesSignals.Deals;

/// <summary>
/// Sets of facts, sorted oldest first and cut to the newest N. The cut commutes with merging: what is cut once is older than N others,
/// and no later merge can make it newer.
/// </summary>
internal static class FactSet
{
    /// <summary>The union of both, cut; <paramref name="left"/> itself where <paramref name="right"/> adds nothing.</summary>
    public static ImmutableArray<Fact<T>> Union<T>(ImmutableArray<Fact<T>> left, ImmutableArray<Fact<T>> right, int capacity)
    {
        foreach (var fact in right)
        {
            left = Add(left, fact, capacity);
        }

        return left;
    }

    private static ImmutableArray<Fact<T>> Add<T>(ImmutableArray<Fact<T>> set, Fact<T> fact, int capacity)
    {
        var at = SortedArray.Find(set, fact, Comparer<Fact<T>>.Default);
        if (at >= 0)
        {
            return set;
        }

        at = ~at;
        if (set.Length < capacity)
        {
            return set.Insert(at, fact);
        }

        // Full: the oldest makes room, unless the new fact is older still.
        return at == 0 ? set : SortedArray.Replace(set, removed: 0, at - 1, fact);
    }
}
