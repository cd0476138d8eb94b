using System.Collections.Immutable;

namespace SalesSignals.Directory;

/// <summary>A user of a CRM who can own deals.</summary>
/// <param name="OwnerKey"><c>source:ownerId</c>, as deals name their owner.</param>
public sealed record CrmAccount(string OwnerKey, string Name, string? Email, string? Team, bool IsActive);

/// <summary>What a sync of people would do. The lists name everybody at most once, and nobody whom the CRM does not know.</summary>
/// <param name="Deactivated">Who has left every CRM that they had deals in, with what else changed.</param>
/// <param name="Conflicts">What only a person can settle; nothing is written for those concerned.</param>
/// <param name="LeftOut">Accounts that make nobody a member of the team: those that are switched off, and those without an email address.</param>
public sealed record PeopleSyncPlan(
    ImmutableArray<Person> Added,
    ImmutableArray<PersonChange> Changed,
    ImmutableArray<PersonChange> Deactivated,
    ImmutableArray<Person> Unchanged,
    ImmutableArray<PeopleConflict> Conflicts,
    ImmutableArray<CrmAccount> LeftOut)
{
    /// <summary>Who is to be saved.</summary>
    public IReadOnlyList<Person> ToSave => [.. Added, .. Changed.Concat(Deactivated).Select(change => change.After)];
}

/// <param name="What">In words: <c>owner key hubspot:7</c>.</param>
public sealed record PersonChange(Person After, ImmutableArray<string> What);

/// <param name="PersonIds">Who is concerned.</param>
public sealed record PeopleConflict(ImmutableArray<string> PersonIds, string Message);
