using System.Collections.Immutable;

namespace SalesSignals.Directory;

/// <summary>
/// Brings the users of a CRM together with the people of the team. What was imported stays: a sync adds owner keys, fills what is empty,
/// adds who is missing, and says who has left. Doing it again changes nothing.
/// </summary>
public static class PeopleSync
{
    /// <param name="source">The CRM the accounts are of.</param>
    public static PeopleSyncPlan Plan(string source, IEnumerable<CrmAccount> accounts, PeopleDirectory people)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(people);
        var known = accounts.DistinctBy(account => account.OwnerKey, StringComparer.Ordinal).OrderBy(account => account.OwnerKey, StringComparer.Ordinal).ToList();
        var conflicts = known.Select(account => PeopleMatch.ConflictOver(account, people)).OfType<PeopleConflict>().ToImmutableArray();
        var concerned = conflicts.SelectMany(conflict => conflict.PersonIds).ToHashSet(StringComparer.Ordinal);
        var team = new PeopleSyncTeam(source, people);
        var leftOut = known.Where(account => PeopleMatch.ConflictOver(account, people) is null && !team.Take(account)).ToImmutableArray();
        var changes = team.Matched.Where(after => !concerned.Contains(after.Id) && people.ById(after.Id) is not null)
            .Select(after => (Before: people.ById(after.Id)!, Change: new PersonChange(after, PersonDifference.Of(people.ById(after.Id)!, after))))
            .ToList();
        return new(
            [.. team.Matched.Where(person => people.ById(person.Id) is null)],
            [.. changes.Where(one => !one.Change.What.IsEmpty && !Leaves(one.Before, one.Change.After)).Select(one => one.Change)],
            [.. changes.Where(one => Leaves(one.Before, one.Change.After)).Select(one => one.Change)],
            [.. changes.Where(one => one.Change.What.IsEmpty).Select(one => one.Before)],
            conflicts,
            leftOut);
    }

    private static bool Leaves(Person before, Person after) => before.IsActive && !after.IsActive;
}
