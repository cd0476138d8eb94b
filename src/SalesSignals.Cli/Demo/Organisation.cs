using System.Collections.Immutable;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Demo;

/// <summary>A made-up sales organisation: the same for the same seed, size and time.</summary>
/// <param name="Now">The time at which the stories stand.</param>
/// <param name="Dialects">How its CRMs tell them.</param>
internal sealed record Organisation(DateTimeOffset Now, ImmutableArray<Dialect> Dialects, ImmutableArray<Person> People, ImmutableArray<DealStory> Deals)
{
    public const int MostDeals = 20_000;

    /// <summary>Which lives deals have, in turn: the troubles first, so that a small organisation has them too.</summary>
    private static readonly ImmutableArray<Plot> AllPlots =
    [
        Plot.Stalled, Plot.MissingNotes, Plot.NoNextStep, Plot.CloseDatePassed, Plot.CloseDateSlipped, Plot.TheoreticalClose,
        Plot.TheoreticalClose, Plot.Neglected, Plot.Healthy, Plot.Won, Plot.Lost, Plot.Healthy, Plot.Stalled, Plot.MissingNotes,
        Plot.Healthy, Plot.Healthy, Plot.Won, Plot.Healthy, Plot.Stalled, Plot.Healthy, Plot.NoNextStep, Plot.Healthy, Plot.Won,
        Plot.Healthy, Plot.Lost, Plot.Healthy, Plot.CloseDatePassed, Plot.Healthy, Plot.Healthy, Plot.Deleted,
    ];

    /// <summary>The same where activities are not told: troubles that nobody can see are left out.</summary>
    private static readonly ImmutableArray<Plot> PlotsWithoutActivities =
    [
        Plot.CloseDatePassed, Plot.CloseDateSlipped, Plot.TheoreticalClose, Plot.Neglected, Plot.Merged, Plot.Deleted, Plot.Won, Plot.Lost,
        Plot.Healthy, Plot.Healthy, Plot.Healthy, Plot.Healthy, Plot.Won, Plot.Healthy, Plot.CloseDatePassed, Plot.Healthy, Plot.Lost,
        Plot.Healthy, Plot.CloseDateSlipped, Plot.Healthy,
    ];

    /// <summary>What the stages of its CRMs mean.</summary>
    public SalesSettings Settings => SalesSettings.Default with
    {
        Pipelines = Dialects.SelectMany(dialect => dialect.Pipelines).ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    /// <summary>An organisation with two CRMs: HubSpot, of which we hear of deals only, and one that tells us everything.</summary>
    public static Organisation Create(DateTimeOffset now, int seed = 1, int deals = 300)
    {
        var (hubSpot, crm) = (HubSpotDialect.Create(), StandardWebhooksDialect.Create());
        return Create(now, seed, deals, [hubSpot, crm], deal => deal % 5 is 1 or 3 ? hubSpot : crm);
    }

    /// <summary>An organisation with one CRM.</summary>
    public static Organisation Create(DateTimeOffset now, int seed, int deals, Dialect dialect) => Create(now, seed, deals, [dialect], _ => dialect);

    /// <summary>What the CRM calls the deal of a story.</summary>
    public DealKey KeyOf(DealStory story) =>
        story.Key with { Id = Dialects.Single(dialect => dialect.Source == story.Key.Source).DealId(story.Key.Id) };

    private static Organisation Create(DateTimeOffset now, int seed, int deals, ImmutableArray<Dialect> dialects, Func<int, Dialect> dialectOf)
    {
        var random = new DemoRandom(seed);
        var people = OrganisationPeople.Create(dialects);
        var reps = people.Where(person => person.Role is PersonRole.Rep).ToList();
        var stories = ImmutableArray.CreateBuilder<DealStory>(deals);
        var counts = dialects.ToDictionary(dialect => dialect.Source, _ => 0);
        for (var i = 0; i < deals; i++)
        {
            var dialect = dialectOf(i);
            var number = counts[dialect.Source]++;
            var writer = new StoryWriter(random, random.Pick(reps), dialect, number, now);
            stories.Add(Plots.Tell(writer, PlotOf(dialect, number)));
        }

        return new(now, dialects, people, stories.ToImmutable());
    }

    private static Plot PlotOf(Dialect dialect, int number)
    {
        var plots = dialect.TellsActivities ? AllPlots : PlotsWithoutActivities;
        return plots[number % plots.Length] switch
        {
            Plot.Deleted when !dialect.TellsDeletions => Plot.Healthy,
            Plot.Merged when !dialect.TellsMerges => Plot.Healthy,
            var plot => plot,
        };
    }
}
