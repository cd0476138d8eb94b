using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Directory;

namespace SalesSignals.Cli.Demo;

/// <summary>Who works at Larkfield, the made-up vendor of the demo.</summary>
internal static class OrganisationPeople
{
    private const int FirstOwnerId = 31;

    private static readonly ImmutableArray<(string Manager, string Team, string Zone, string Currency, (string Name, string Zone, int Quota)[] Reps)> Teams =
    [
        ("Ruth Okafor", "Islands", "Europe/London", "GBP",
        [
            ("Tom Ashdown", "Europe/London", 390_000), ("Priya Nair", "Europe/London", 480_000),
            ("Callum Reid", "Europe/London", 360_000), ("Siobhan Daly", "Europe/Dublin", 450_000),
        ]),
        ("Jonas Weber", "Central", "Europe/Berlin", "EUR",
        [
            ("Lena Hoffmann", "Europe/Berlin", 570_000), ("Mateusz Zielinski", "Europe/Warsaw", 420_000),
            ("Amelie Brunner", "Europe/Vienna", 480_000), ("Erik Lindqvist", "Europe/Stockholm", 510_000),
        ]),
        ("Inês Carvalho", "South and West", "Europe/Lisbon", "EUR",
        [
            ("Diego Romero", "Europe/Madrid", 450_000), ("Chiara Conti", "Europe/Rome", 420_000),
            ("Hugo Lambert", "Europe/Paris", 510_000), ("Grace Whitfield", "America/New_York", 630_000),
        ]),
    ];

    private static readonly FrozenDictionary<string, string> OwnerIds = Teams
        .SelectMany(team => team.Reps.Select(rep => rep.Name).Prepend(team.Manager))
        .Index()
        .ToFrozenDictionary(person => OrganisationNames.Slug(person.Item), person => (FirstOwnerId + person.Index).ToString(CultureInfo.InvariantCulture));

    /// <summary>Has won so much that one knows what is usual.</summary>
    public static readonly string MostSuccessful = OrganisationNames.Slug("Lena Hoffmann");

    /// <summary>Is on holiday.</summary>
    public static readonly string Away = OrganisationNames.Slug("Hugo Lambert");

    /// <param name="dialects">How the CRMs that these people work with call them.</param>
    /// <param name="today">The day on which the stories stand.</param>
    public static ImmutableArray<Person> Create(ImmutableArray<Dialect> dialects, DateOnly today)
    {
        var people = ImmutableArray.CreateBuilder<Person>();
        foreach (var (manager, team, zone, currency, reps) in Teams)
        {
            people.Add(Someone(manager, team, zone, PersonRole.Manager, dialects));
            var managerId = people[^1].Id;
            foreach (var (name, repZone, quota) in reps)
            {
                people.Add(Someone(name, team, repZone, PersonRole.Rep, dialects) with
                {
                    ManagerId = managerId,
                    QuarterlyQuota = quota,
                    QuotaCurrency = currency,
                    Leave = OrganisationNames.Slug(name) == Away ? [new(today.AddDays(-4), today.AddDays(9))] : [],
                });
            }
        }

        people.Add(new() { Id = "noor.haddad", Name = "Noor Haddad", Email = "noor.haddad@larkfield.example", Role = PersonRole.Admin, TimeZone = "Europe/London" });
        return people.ToImmutable();
    }

    /// <summary>What stories call a person who owns deals.</summary>
    public static string OwnerId(string personId) => OwnerIds[personId];

    private static Person Someone(string name, string team, string zone, PersonRole role, ImmutableArray<Dialect> dialects)
    {
        var id = OrganisationNames.Slug(name);
        return new()
        {
            Id = id,
            Name = name,
            Email = $"{id}@larkfield.example",
            Role = role,
            Team = team,
            TimeZone = zone,
            OwnerKeys = [.. dialects.Select(dialect => $"{dialect.Source}:{dialect.OwnerId(OwnerId(id))}")],
        };
    }
}
