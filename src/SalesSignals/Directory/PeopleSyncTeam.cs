using System.Collections.Immutable;
using System.Text;

namespace SalesSignals.Directory;

/// <summary>The team while the accounts of a CRM are brought in one after another.</summary>
internal sealed class PeopleSyncTeam(string source, PeopleDirectory people)
{
    private const int LongestName = 200;
    private const int LongestId = 60;

    private readonly Dictionary<string, Person> _team = people.People.ToDictionary(person => person.Id, StringComparer.Ordinal);
    private readonly HashSet<string> _matched = new(StringComparer.Ordinal);

    /// <summary>Who has an account, as they are now.</summary>
    public IEnumerable<Person> Matched => _matched.Order(StringComparer.Ordinal).Select(id => _team[id]);

    /// <summary>Brings an account to its person, or makes one. False where it makes nobody a member of the team.</summary>
    public bool Take(CrmAccount account)
    {
        var person = PeopleMatch.Of(account, _team.Values).FirstOrDefault();
        if (person is null && (!account.IsActive || string.IsNullOrWhiteSpace(account.Email)))
        {
            return false;
        }

        person ??= new() { Id = NewId(account.Email!), Name = "", Email = "", SyncedFrom = source };
        _team[person.Id] = Updated(person, account);
        _matched.Add(person.Id);
        return true;
    }

    private Person Updated(Person person, CrmAccount account)
    {
        // Who was made by a sync of this CRM is as the CRM says; of everybody else only what is empty is filled.
        var isOurs = person.SyncedFrom == source && account.IsActive;
        var email = Cut(account.Email);
        return person with
        {
            Name = Of(person.Name, Cut(account.Name) ?? email, isOurs) ?? "",
            Email = Of(person.Email, IsFree(email, person.Id) ? email : null, isOurs) ?? "",
            Team = Of(person.Team, Cut(account.Team), isOurs),
            OwnerKeys = person.OwnerKeys.Contains(account.OwnerKey) ? person.OwnerKeys : person.OwnerKeys.Add(account.OwnerKey),
            InactiveOwnerKeys = account.IsActive
                ? person.InactiveOwnerKeys.Remove(account.OwnerKey)
                : person.InactiveOwnerKeys.Contains(account.OwnerKey) ? person.InactiveOwnerKeys : person.InactiveOwnerKeys.Add(account.OwnerKey),
        };
    }

    private static string? Of(string? said, string? told, bool isOurs) => string.IsNullOrEmpty(said) || (isOurs && told is not null) ? told ?? said : said;

    private bool IsFree(string? email, string id) =>
        !_team.Values.Any(person => person.Id != id && string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase));

    private static string? Cut(string? text) => text?.Trim() switch
    {
        null or "" => null,
        { Length: > LongestName } longer => longer[..(char.IsHighSurrogate(longer[LongestName - 1]) ? LongestName - 1 : LongestName)],
        var trimmed => trimmed,
    };

    /// <summary>The part before the @, in letters that need no quoting anywhere; with a number where somebody has it.</summary>
    private string NewId(string email)
    {
        var id = new StringBuilder();
        foreach (var c in email.Split('@')[0].ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_').Take(LongestId))
        {
            id.Append(c);
        }

        var wanted = id.Length > 0 ? id.ToString() : "person";
        return Enumerable.Range(1, _team.Count + 1).Select(number => number == 1 ? wanted : FormattableString.Invariant($"{wanted}-{number}"))
            .First(free => !_team.ContainsKey(free));
    }
}
