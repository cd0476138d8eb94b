using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SalesSignals.Deals;

/// <summary>What <see cref="FactSet"/> and <see cref="StatementSet"/> do to arrays that stay sorted.</summary>
internal static class SortedArray
{
    /// <summary>As a binary search finds it; what is newest of all, as most are, is found at once.</summary>
    public static int Find<T>(ImmutableArray<T> set, T item, IComparer<T> order) =>
        set.IsEmpty || order.Compare(set[^1], item) < 0 ? ~set.Length : set.BinarySearch(item, order);

    /// <summary>Without the item at <paramref name="removed"/>, and with one that then stands at <paramref name="at"/>: each of the others is moved once.</summary>
    public static ImmutableArray<T> Replace<T>(ImmutableArray<T> set, int removed, int at, T item)
    {
        var array = new T[set.Length];
        var from = set.AsSpan();
        var to = array.AsSpan();
        var (first, last) = removed < at ? (removed, at) : (at, removed);
        from[..first].CopyTo(to);
        if (removed < at)
        {
            from[(removed + 1)..(at + 1)].CopyTo(to[removed..]);
        }
        else
        {
            from[at..removed].CopyTo(to[(at + 1)..]);
        }

        from[(last + 1)..].CopyTo(to[(last + 1)..]);
        array[at] = item;
        return ImmutableCollectionsMarshal.AsImmutableArray(array);
    }
}
