using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Directory;

namespace SalesSignals.Cli.Demo;

/// <summary>Who works at Larkfield, the made-up vendor of the demo.</summary>
internal static class OrganisationPeople
{
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

    public static ImmutableArray<Person> Create()
    {
        var people = ImmutableArray.CreateBuilder<Person>();
        foreach (var (manager, team, zone, currency, reps) in Teams)
        {
            people.Add(Someone(manager, team, zone, PersonRole.Manager, people.Count));
            var managerId = people[^1].Id;
            foreach (var (name, repZone, quota) in reps)
            {
                people.Add(Someone(name, team, repZone, PersonRole.Rep, people.Count) with
                {
                    ManagerId = managerId,
                    QuarterlyQuota = quota,
                    QuotaCurrency = currency,
                });
            }
        }

        return people.ToImmutable();
    }

    /// <summary>The CRM's id of a person in a source.</summary>
    public static string OwnerId(Person person, string source) =>
        person.OwnerKeys.First(key => key.StartsWith($"{source}:", StringComparison.Ordinal))[(source.Length + 1)..];

    private static Person Someone(string name, string team, string zone, PersonRole role, int number)
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
            OwnerKeys =
            [
                string.Create(CultureInfo.InvariantCulture, $"{Organisation.HubSpotSource}:{71034500 + number}"),
                string.Create(CultureInfo.InvariantCulture, $"{Organisation.CrmSource}:u{number + 1}"),
            ],
        };
    }
}
