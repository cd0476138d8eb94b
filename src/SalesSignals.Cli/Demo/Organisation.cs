using System.Collections.Immutable;
using SalesSignals.Directory;

namespace SalesSignals.Cli.Demo;

/// <summary>A made-up sales organisation: the same for the same seed, size and time.</summary>
/// <param name="Now">The time at which the stories stand.</param>
internal sealed record Organisation(DateTimeOffset Now, ImmutableArray<Person> People, ImmutableArray<DealStory> Deals)
{
    public const string HubSpotSource = "hubspot";

    /// <summary>The source that tells activities too, by Standard Webhooks.</summary>
    public const string CrmSource = "crm";

    public const int MostDeals = 20_000;

    /// <summary>Which lives the deals of a source have, in turn: the troubles first, so that a small organisation has them too.</summary>
    private static readonly ImmutableArray<Plot> CrmPlots =
    [
        Plot.Stalled, Plot.MissingNotes, Plot.NoNextStep, Plot.CloseDatePassed, Plot.CloseDateSlipped, Plot.TheoreticalClose,
        Plot.TheoreticalClose, Plot.Neglected, Plot.Healthy, Plot.Won, Plot.Lost, Plot.Healthy, Plot.Stalled, Plot.MissingNotes,
        Plot.Healthy, Plot.Healthy, Plot.Won, Plot.Healthy, Plot.Stalled, Plot.Healthy, Plot.NoNextStep, Plot.Healthy, Plot.Won,
        Plot.Healthy, Plot.Lost, Plot.Healthy, Plot.CloseDatePassed, Plot.Healthy, Plot.Healthy, Plot.Deleted,
    ];

    private static readonly ImmutableArray<Plot> HubSpotPlots =
    [
        Plot.CloseDatePassed, Plot.CloseDateSlipped, Plot.TheoreticalClose, Plot.Neglected, Plot.Merged, Plot.Deleted, Plot.Won, Plot.Lost,
        Plot.Healthy, Plot.Healthy, Plot.Healthy, Plot.Healthy, Plot.Won, Plot.Healthy, Plot.CloseDatePassed, Plot.Healthy, Plot.Lost,
        Plot.Healthy, Plot.CloseDateSlipped, Plot.Healthy,
    ];

    public static Organisation Create(DateTimeOffset now, int seed = 1, int deals = 300)
    {
        var random = new DemoRandom(seed);
        var people = OrganisationPeople.Create();
        var reps = people.Where(person => person.Role is PersonRole.Rep).ToList();
        var stories = ImmutableArray.CreateBuilder<DealStory>(deals);
        var counts = (HubSpot: 0, Crm: 0);
        for (var i = 0; i < deals; i++)
        {
            // Two in five are in HubSpot.
            var isHubSpot = i % 5 is 1 or 3;
            var number = isHubSpot ? counts.HubSpot++ : counts.Crm++;
            var plots = isHubSpot ? HubSpotPlots : CrmPlots;
            var writer = new StoryWriter(random, random.Pick(reps), isHubSpot ? HubSpotSource : CrmSource, number, now);
            stories.Add(Plots.Tell(writer, plots[number % plots.Length]));
        }

        return new(now, people, stories.ToImmutable());
    }
}
