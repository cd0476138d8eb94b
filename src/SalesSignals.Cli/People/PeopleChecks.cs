using SalesSignals.Directory;

namespace SalesSignals.Cli.People;

/// <summary>What no line shows by itself: people who stand there twice, managers who do not exist, owners shared by two.</summary>
internal static class PeopleChecks
{
    /// <param name="existing">Who is on the team already, and stays unless a line replaces them.</param>
    public static IEnumerable<PeopleError> Check(IReadOnlyList<PeopleLine> lines, PeopleDirectory existing)
    {
        var named = lines.Where(line => line.Person.Id.Length > 0).ToList();
        var imported = named.DistinctBy(line => line.Person.Id).ToDictionary(line => line.Person.Id, line => line.Person, StringComparer.Ordinal);
        var staying = existing.People.Where(person => !imported.ContainsKey(person.Id)).ToList();
        return
        [
            .. Twice(named, [], line => [line.Person.Id], "id"),
            .. Twice(named, staying.Select(person => person.Email), line => line.Person.Email.Length > 0 ? [line.Person.Email] : [], "email"),
            .. Twice(named, staying.SelectMany(person => person.OwnerKeys), line => line.Person.OwnerKeys, "owner"),
            .. named.Where(line => line.Person.ManagerId is { } manager && !imported.ContainsKey(manager) && existing.ById(manager) is null)
                .Select(line => new PeopleError(line.Line, $"manager '{line.Person.ManagerId}' is neither in this file nor on the team; managers are named by their id")),
            .. named.Where(line => IsOwnManager(line.Person, id => imported.GetValueOrDefault(id) ?? existing.ById(id)))
                .Select(line => new PeopleError(line.Line, $"'{line.Person.Id}' would report to themselves, through their managers")),
        ];
    }

    private static IEnumerable<PeopleError> Twice(
        IEnumerable<PeopleLine> lines, IEnumerable<string> taken, Func<PeopleLine, IEnumerable<string>> values, string what)
    {
        var seen = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            foreach (var value in values(line).Where(value => !seen.Add(value)))
            {
                yield return new(line.Line, $"{what} '{value}' belongs to somebody else too");
            }
        }
    }

    private static bool IsOwnManager(Person person, Func<string, Person?> byId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var manager = person.ManagerId; manager is not null && seen.Add(manager); manager = byId(manager)?.ManagerId)
        {
            if (manager == person.Id)
            {
                return true;
            }
        }

        return false;
    }
}
