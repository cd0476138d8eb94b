using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Reconcile;

/// <summary>Where a walk through a CRM stands: what it reads, which page comes next, and what it has come to so far.</summary>
public sealed record WalkCursor
{
    public required string Source { get; init; }

    public required CrmWalk Walk { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The part that is being read; null where its first page is still to be read.</summary>
    public string? Part { get; init; }

    /// <summary>Where its next page begins; null for its first.</summary>
    public string? After { get; init; }

    /// <summary>Whether the last page of the last part is in.</summary>
    public bool IsThrough { get; init; }

    public long Pages { get; init; }

    /// <summary>Objects of the CRM that were read.</summary>
    public long Objects { get; init; }

    /// <summary>Deals that were told, page by page.</summary>
    public long Deals { get; init; }

    /// <summary>What the CRM had that nobody had told; only of a walk through changes.</summary>
    public DealDifference Found { get; init; }

    /// <summary>Deals that could not be written, whatever was tried.</summary>
    public long Failed { get; init; }

    /// <summary>Why the last of them could not.</summary>
    public string? Failure { get; init; }

    /// <summary>Who moves the cursor: a word of its own for every run.</summary>
    internal string Run { get; init; } = "";

    internal string? ETag { get; init; }

    /// <summary>Ready to be read on: at its part, or at the first where it has none yet, or one that this version of the client no longer knows.</summary>
    internal WalkCursor Among(IReadOnlyList<string> parts) => IsThrough || parts.Contains(Part, StringComparer.Ordinal)
        ? this
        : this with { Part = parts[0], After = null };

    /// <summary>Past a page.</summary>
    internal WalkCursor Past(CrmPage page, IReadOnlyList<string> parts)
    {
        var part = page.Next is null ? parts.SkipWhile(name => name != Part).Skip(1).FirstOrDefault() : Part;
        return this with
        {
            Part = part,
            After = page.Next,
            IsThrough = part is null,
            Pages = Pages + 1,
            Objects = Objects + page.Objects,
            Deals = Deals + (page.OfKnownDealsOnly ? 0 : page.Events.Select(happened => happened.DealId).Distinct(StringComparer.Ordinal).Count()),
        };
    }
}

/// <summary>Somebody else moves the cursor of a walk: of two that walk at once the later one stops.</summary>
public sealed class WalkTakenOverException(string source)
    : Exception($"Source '{source}' is being read by another process, which goes on; this one has stopped. Nothing is lost.");
