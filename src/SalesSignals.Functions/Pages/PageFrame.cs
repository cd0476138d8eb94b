using System.Collections.Immutable;
using SalesSignals.Directory;

namespace SalesSignals.Functions.Pages;

/// <summary>What stands around a page: its title and, where somebody is signed in, who that is and where they may go.</summary>
public sealed record PageFrame(string Title)
{
    /// <summary>Who is signed in; null on pages that a link opens.</summary>
    public Person? Viewer { get; init; }

    public ImmutableArray<NavigationItem> Navigation { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Proves that a form was on a page of ours, shown to this person; see <see cref="FormToken"/>.</summary>
    public string? FormToken { get; init; }

    /// <summary>Whether the platform has signed them in: then only it can sign them out.</summary>
    public bool IsPlatforms { get; init; }

    /// <summary>A short page, such as a question: one narrow column.</summary>
    public bool IsNarrow { get; init; }
}

public sealed record NavigationItem(string Label, string Address, bool IsCurrent);
