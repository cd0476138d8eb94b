using System.Globalization;
using System.Runtime.CompilerServices;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether what is found can reach somebody: managers with reports, reps with deals, deals with owners whom somebody knows.</summary>
internal static class PeopleExam
{
    private const int MostNamed = 8;
    private const string Import = "Say so in the people file, and import it: salessignals people import FILE.";

    public static async IAsyncEnumerable<Finding> LookAsync(Patient patient, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tables = patient.Installation!.Tables;
        var directory = await new DirectoryStore(tables.Directory).ReadAsync(cancellationToken);
        var active = directory.People.Where(person => person.IsActive).ToList();
        if (active.Count == 0)
        {
            yield return Finding.Failure("team", "Nobody is on the team, so nobody gets mail.", "Import the team: salessignals people import FILE, or salessignals people sync SOURCE.");
            yield break;
        }

        var managers = active.Where(person => person.Role is PersonRole.Manager).ToList();
        yield return managers.Count > 0
            ? Finding.Well("team", string.Create(CultureInfo.InvariantCulture, $"{active.Count} people, {managers.Count} of them managers."))
            : Finding.Failure("team", $"None of {active.Count} people is a manager, so nobody gets a digest.", Import);
        yield return Of("managers", "without reports", managers.Where(manager => directory.ReportsOf(manager.Id).IsEmpty),
            "Every manager has somebody who reports to them.");
        yield return Of("owner keys", "reps without an owner key, so without deals", active.Where(person => person.Role is PersonRole.Rep && person.OwnerKeys.IsEmpty),
            "Every rep has an owner key.");
        yield return Of("time zones", "without a time zone (UTC is taken)", active.Where(person => person.TimeZone is "" or "Etc/UTC"),
            "Everybody has a time zone.");
        yield return Of("addresses", "without an email address", active.Where(person => !person.Email.Contains('@', StringComparison.Ordinal)),
            "Everybody has an email address.");
        yield return Of("superiors", "who report to somebody not on the team", active.Where(person => person.ManagerId is { } id && directory.ById(id) is null),
            "Whoever is reported to is on the team.");
        yield return Owners(directory, await new BoardStore(tables.Board).CountOpenByOwnerAsync(cancellationToken));
    }

    private static Finding Of(string check, string what, IEnumerable<Person> whom, string well)
    {
        var ids = whom.Select(person => person.Id).ToList();
        return ids.Count == 0 ? Finding.Well(check, well) : Finding.Warning(check, $"{ids.Count} {what}: {Some(ids)}.", Import);
    }

    private static Finding Owners(PeopleDirectory directory, IReadOnlyDictionary<string, int> open)
    {
        var unheard = UnheardOwner.Find(directory, open);
        return unheard.IsEmpty
            ? Finding.Well("owners", string.Create(CultureInfo.InvariantCulture, $"All {open.Values.Sum()} open deals belong to somebody on the team."))
            : Finding.Warning(
                "owners",
                string.Create(CultureInfo.InvariantCulture, $"{unheard.Sum(owner => owner.Deals)} open deals are on nobody's list; their owners are ") + $"{Some([.. unheard.Select(owner => owner.Describe())])}.",
                "Give these keys to people in the column 'owners' of the people file, or run salessignals people sync SOURCE; who has left needs a manager.");
    }

    private static string Some(List<string> all) =>
        string.Join(", ", all.Take(MostNamed)) + (all.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {all.Count - MostNamed} more") : "");
}
