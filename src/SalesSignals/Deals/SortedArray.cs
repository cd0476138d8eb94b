using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SalesSignals.Deals;

/// <summary>What <see cref="FactSet"/> and <see cref="StatementSet"/> do to arrays that stay sorted.</summary>
internal static class SortedArray
{
    /// <summary>Without the item at <paramref name="removed"/>, and with one that then stands at <paramref name="at"/>: one copy, not two.</summary>
    public static ImmutableArray<T> Replace<T>(ImmutableArray<T> set, int removed, int at, T item)
    {
        var array = new T[set.Length];
        set.CopyTo(array);
        if (removed < at)
        {
            Array.Copy(array, removed + 1, array, removed, at - removed);
        }
        else
        {
            Array.Copy(array, at, array, at + 1, removed - at);
        }

        array[at] = item;
        return ImmutableCollectionsMarshal.AsImmutableArray(array);
    }
}
