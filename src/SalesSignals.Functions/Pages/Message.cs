using System.Collections.Immutable;

namespace SalesSignals.Functions.Pages;

/// <summary>A page that only says something.</summary>
/// <param name="Lines">One paragraph each.</param>
public sealed record Message(string Title, params ImmutableArray<string> Lines)
{
    public static Message NotFound { get; } = new("No such page", "There is nothing here for you to see. It may have been moved or removed, or belong to another team.");

    /// <summary>Where to go from here; null for nowhere.</summary>
    public NavigationItem? Next { get; init; } = new("To the board", BoardAddress.Home, IsCurrent: false);
}
