using SalesSignals.Directory;

namespace SalesSignals.Board;

/// <summary>
/// Whose deals somebody may see and act on, decided here and nowhere else: a rep their own, a manager besides those of everybody below
/// them, an admin all.
/// </summary>
public sealed class BoardScope
{
    private readonly HashSet<string> _people;
    private readonly HashSet<string> _ownerKeys;

    private BoardScope(bool seesAll, IReadOnlyList<Person> team)
    {
        SeesAll = seesAll;
        Team = team;
        _people = [.. team.Select(person => person.Id)];
        _ownerKeys = [.. team.SelectMany(person => person.OwnerKeys)];
    }

    /// <summary>Deals that nobody in the directory owns included.</summary>
    public bool SeesAll { get; }

    /// <summary>The people whose deals they see, themselves included, by name. Who has left is among them for as long as deals are in their name.</summary>
    public IReadOnlyList<Person> Team { get; }

    public IReadOnlyCollection<string> OwnerKeys => _ownerKeys;

    public static BoardScope Of(PeopleDirectory people, Person viewer)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(viewer);
        IEnumerable<Person> team = viewer switch
        {
            { IsActive: false } => [],
            { Role: PersonRole.Admin } => people.People,
            { Role: PersonRole.Manager } => people.TeamOf(viewer.Id).Prepend(viewer),
            _ => [viewer],
        };
        return new(viewer is { IsActive: true, Role: PersonRole.Admin }, [.. team.OrderBy(person => person.Name, StringComparer.OrdinalIgnoreCase).ThenBy(person => person.Id, StringComparer.Ordinal)]);
    }

    /// <param name="ownerKey"><c>source:ownerId</c>; <c>source:</c> alone where a deal has no owner.</param>
    public bool Sees(string ownerKey) => SeesAll || _ownerKeys.Contains(ownerKey);

    public bool Sees(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return _people.Contains(person.Id);
    }
}
