namespace SalesSignals.Events;

/// <summary>Why a CRM is read from one end to the other, and how much of it.</summary>
public abstract record CrmWalk
{
    private CrmWalk()
    {
    }

    /// <summary>
    /// Deals with their past: those that are open and those closed since a time, with the history of their stages, amounts and close
    /// dates where the API has it, their activities and contacts.
    /// </summary>
    public sealed record Backfill(DateTimeOffset ClosedSince) : CrmWalk;

    /// <summary>All that was modified from one time until before another: deals, activities, contacts of deals, and what was deleted.</summary>
    public sealed record Changes(DateTimeOffset Since, DateTimeOffset Until) : CrmWalk;
}

/// <summary>One answer on the way.</summary>
/// <param name="Events">What it tells, in the words in which hydration tells it.</param>
/// <param name="Objects">How many objects of the CRM were read for it.</param>
/// <param name="Next">
/// Where the next page of the part begins; null at its end. Good for days, so that a walk that was interrupted goes on: the last id or time,
/// rather than a cursor that the CRM forgets.
/// </param>
public sealed record CrmPage(IReadOnlyList<CanonicalEvent> Events, int Objects, string? Next)
{
    /// <summary>Whether to leave out what it tells of deals that are not known: the CRM cannot be asked for those of some deals only.</summary>
    public bool OfKnownDealsOnly { get; init; }
}

/// <summary>What a walk will take.</summary>
/// <param name="Deals">How many deals there are to read.</param>
/// <param name="Calls">About how many calls of the API.</param>
public sealed record CrmEstimate(long Deals, long Calls);

/// <summary>Somebody who can own deals in a CRM.</summary>
/// <param name="Id">As deals name their owner.</param>
public sealed record CrmUser(string Id, string Name, string? Email)
{
    public string? Team { get; init; }

    public bool IsActive { get; init; } = true;
}
