using System.Collections.Immutable;

namespace SalesSignals.Events;

/// <summary>What a CRM has been told to post, and where.</summary>
/// <param name="Address">As it stands in the CRM.</param>
/// <param name="Objects">What it tells of, by the CRM's names; <c>*</c> for everything.</param>
public sealed record CrmSubscription(string Address, bool IsActive, ImmutableArray<string> Objects)
{
    /// <summary>What is wrong with it although it is active, in a few words; null where nothing is known to be.</summary>
    public string? Problem { get; init; }
}

/// <summary>All that a CRM posts, to whomever, beside what a source needs.</summary>
/// <param name="Needed">Objects without which deals or their activities would not be heard of.</param>
public sealed record CrmSubscriptions(ImmutableArray<CrmSubscription> All, ImmutableArray<string> Needed);
