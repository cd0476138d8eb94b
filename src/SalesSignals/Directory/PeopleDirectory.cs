using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SalesSignals.Directory;

/// <summary>Everybody on the team at one moment.</summary>
public sealed class PeopleDirectory
{
    private readonly FrozenDictionary<string, Person> _byId;
    private readonly FrozenDictionary<string, Person> _byOwnerKey;

    public PeopleDirectory(IEnumerable<Person> people)
    {
        People = [.. people.OrderBy(person => person.Id, StringComparer.Ordinal)];
        _byId = People.ToFrozenDictionary(person => person.Id, StringComparer.Ordinal);
        _byOwnerKey = People
            .SelectMany(person => person.OwnerKeys, (person, key) => (key, person))
            .DistinctBy(pair => pair.key)
            .ToFrozenDictionary(pair => pair.key, pair => pair.person, StringComparer.Ordinal);
        Version = VersionOf(People);
    }

    public static PeopleDirectory Empty { get; } = new([]);

    public ImmutableArray<Person> People { get; }

    /// <summary>Changes when anything does that the evaluation of deals depends on: who owns what, and when they work.</summary>
    public string Version { get; }

    public Person? ById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Who owns deals under <c>source:ownerId</c>; null where nobody on the team does.</summary>
    public Person? ByOwnerKey(string ownerKey) => _byOwnerKey.GetValueOrDefault(ownerKey);

    /// <summary>
    /// The active people who report to a manager, those of managers below them included (a manager who has left leaves their people
    /// to the one above), and never the manager.
    /// </summary>
    public ImmutableArray<Person> ReportsOf(string managerId) => [.. TeamOf(managerId).Where(person => person.IsActive)];

    /// <summary>As <see cref="ReportsOf"/>, with those who have left: their deals stay in their name until somebody takes them over.</summary>
    public IReadOnlyCollection<Person> TeamOf(string managerId)
    {
        var found = new Dictionary<string, Person>(StringComparer.Ordinal);
        var managers = new Queue<string>([managerId]);
        while (managers.TryDequeue(out var manager))
        {
            foreach (var person in People.Where(person => person.ManagerId == manager && person.Id != managerId))
            {
                if (found.TryAdd(person.Id, person))
                {
                    managers.Enqueue(person.Id);
                }
            }
        }

        return found.Values;
    }

    /// <summary>Who gets the digest of the team that somebody is on: the next above who leads one and has not left; null where nobody does.</summary>
    public Person? ManagerAbove(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var seen = new HashSet<string>(StringComparer.Ordinal) { person.Id };
        for (var above = person.ManagerId; above is not null && seen.Add(above) && ById(above) is { } manager; above = manager.ManagerId)
        {
            if (manager is { Role: PersonRole.Manager, IsActive: true })
            {
                return manager;
            }
        }

        return null;
    }

    /// <summary>Whether anybody is told of the deals of an owner: they are, or the manager of one who has left.</summary>
    public bool IsHeard(string ownerKey) => ByOwnerKey(ownerKey) is { } owner && (owner.IsActive || ManagerAbove(owner) is not null);

    private static string VersionOf(ImmutableArray<Person> people)
    {
        var hash = 2166136261u;
        foreach (var c in people.SelectMany(person => $"{person.Id}|{person.IsActive}|{person.TimeZone}|{person.Team}|{LeaveText.Write(person.Leave)}|{string.Join(';', person.OwnerKeys)}\n"))
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
