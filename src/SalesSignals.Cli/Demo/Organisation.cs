using System.Collections.Immutable;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Demo;

/// <summary>A made-up sales organisation: the same for the same seed, size and time.</summary>
/// <param name="Now">The time at which the stories stand.</param>
/// <param name="Dialects">How its CRMs tell them.</param>
internal sealed record Organisation(DateTimeOffset Now, ImmutableArray<Dialect> Dialects, ImmutableArray<Person> People, ImmutableArray<DealStory> Deals)
{
    public const int MostDeals = 20_000;

    /// <summary>Which lives deals have, in turn: each trouble early, so that a small organisation has most of them too.</summary>
    private static readonly ImmutableArray<Plot> AllPlots =
    [
        Plot.Stalled, Plot.MissingNotes, Plot.CloseDatePassed, Plot.Healthy, Plot.NoNextStep, Plot.CloseDateSlipped, Plot.TheoreticalClose, Plot.Won,
        Plot.Neglected, Plot.RiskyCommit, Plot.StageRegressed, Plot.Healthy, Plot.NoCustomerAction, Plot.UnansweredBuyer, Plot.AmountDropped, Plot.Lost,
        Plot.NoEconomicBuyer, Plot.SingleThreaded, Plot.ChampionSilent, Plot.Healthy, Plot.StuckInStage, Plot.OwnerUnavailable, Plot.ThinNotes, Plot.Won,
        Plot.Ghosted, Plot.OutOfOrder, Plot.FalseMomentum, Plot.Healthy, Plot.BuyerOffProcess, Plot.InternalHelpOverdue, Plot.OverdueNextStep, Plot.Won,
        Plot.Sandbagged, Plot.UnrealisticClose, Plot.UnusualAmount, Plot.Merged, Plot.Deleted,
        Plot.Healthy, Plot.Won, Plot.Healthy, Plot.Stalled, Plot.Won, Plot.Healthy, Plot.Healthy, Plot.Won, Plot.MissingNotes, Plot.Healthy, Plot.Won,
        Plot.Lost, Plot.Healthy, Plot.Won, Plot.Healthy, Plot.TheoreticalClose, Plot.Won, Plot.Healthy, Plot.Won, Plot.Healthy, Plot.Lost, Plot.Won, Plot.Won,
    ];

    /// <summary>What the stages of its CRMs mean.</summary>
    public SalesSettings Settings => SalesSettings.Default with
    {
        Pipelines = Dialects.SelectMany(dialect => dialect.Pipelines).ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    /// <summary>An organisation with two CRMs: HubSpot, and one that tells us everything.</summary>
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
        var people = OrganisationPeople.Create(dialects, DateOnly.FromDateTime(now.UtcDateTime));
        var stories = ImmutableArray.CreateBuilder<DealStory>(deals);
        var counts = dialects.ToDictionary(dialect => dialect.Source, _ => 0);
        for (var i = 0; i < deals; i++)
        {
            var dialect = dialectOf(i);
            var number = counts[dialect.Source]++;
            var plot = Plots.AsTold(AllPlots[number % AllPlots.Length], dialect);

            // Each deal by itself: what one CRM cannot tell of it makes no difference to the others.
            var random = new DemoRandom(seed, stream: i + 1);
            stories.Add(Plots.Tell(new(random, OwnerOf(plot, random, people), dialect, number, now), plot));
        }

        return new(now, dialects, people, WithWhatIsUsual(stories));
    }

    private static Person OwnerOf(Plot plot, DemoRandom random, ImmutableArray<Person> people)
    {
        var reps = people.Where(person => person.Role is PersonRole.Rep && person.Id != OrganisationPeople.Away).ToList();
        var someone = random.Pick(reps);
        return plot switch
        {
            Plot.OwnerUnavailable => people.Single(person => person.Id == OrganisationPeople.Away),
            Plot.UnusualAmount => people.Single(person => person.Id == OrganisationPeople.MostSuccessful),
            Plot.Won when random.Chance(0.5) => people.Single(person => person.Id == OrganisationPeople.MostSuccessful),
            _ => someone,
        };
    }

    /// <summary>What is unusual is only known where enough was won.</summary>
    private static ImmutableArray<DealStory> WithWhatIsUsual(IReadOnlyList<DealStory> stories)
    {
        var won = stories.Where(story => story.Plot is Plot.Won).CountBy(story => story.Owner.Id).ToDictionary(StringComparer.Ordinal);
        var isTimeKnown = won.Values.Sum() >= Baselines.SmallestSample;
        return
        [
            .. stories.Select(story => story with
            {
                Expected =
                [
                    .. story.Expected.Where(kind => kind switch
                    {
                        SignalKinds.UnrealisticClose => isTimeKnown,
                        SignalKinds.UnusualAmount => won.GetValueOrDefault(story.Owner.Id) >= Baselines.SmallestSample,
                        _ => true,
                    }),
                ],
            }),
        ];
    }
}
