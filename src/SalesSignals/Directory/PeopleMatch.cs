using System.Collections.Immutable;

namespace SalesSignals.Directory;

/// <summary>Whose account it is: that of the person who has its key, or else of the person with its email address.</summary>
internal static class PeopleMatch
{
    public static ImmutableArray<Person> Of(CrmAccount account, IEnumerable<Person> people)
    {
        var all = people.ToList();
        var byKey = all.Where(person => person.OwnerKeys.Contains(account.OwnerKey)).ToImmutableArray();
        return byKey.IsEmpty && account.Email is { } email
            ? [.. all.Where(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase))]
            : byKey;
    }

    /// <summary>Two people cannot both be one user; null where no more than one is.</summary>
    public static PeopleConflict? ConflictOver(CrmAccount account, PeopleDirectory people)
    {
        var claims = Of(account, people.People);
        if (claims.Length < 2)
        {
            return null;
        }

        var names = string.Join(" and ", claims.Select(person => $"'{person.Id}'"));
        var why = claims[0].OwnerKeys.Contains(account.OwnerKey) ? "have its owner key" : "have its email address";
        return new(
            [.. claims.Select(person => person.Id)],
            $"{account.OwnerKey} is claimed by {names}, who {why}; nothing was written for them. Export the people, leave it to one of them, and import again.");
    }
}
