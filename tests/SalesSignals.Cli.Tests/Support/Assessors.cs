using SalesSignals.Cli.Demo;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Tests.Support;

internal static class Assessors
{
    /// <summary>One that knows an organisation's people and settings, and has learned from its won deals.</summary>
    public static DealAssessor Of(Organisation organisation, IReadOnlyDictionary<string, bool> tellsActivities, IEnumerable<DealSnapshot> deals)
    {
        var people = new PeopleDirectory(organisation.People);
        var stages = new StageMap(organisation.Settings);
        var learner = new BaselineLearner();
        foreach (var deal in deals)
        {
            learner.Learn(deal, stages, people);
        }

        return new(
            organisation.Settings,
            "s1",
            people,
            tellsActivities,
            DateOnly.FromDateTime(organisation.Now.UtcDateTime),
            baselines: new(learner.Figures()));
    }

    /// <summary>The kinds of signals that the rules find in a deal, in order.</summary>
    public static IEnumerable<string> Kinds(this DealAssessor assessor, DealSnapshot deal, DateTimeOffset now)
    {
        var watched = WatchedDeal.New(deal.Key) with { Snapshot = deal };
        return SignalRules.Detect(assessor.ContextOf(watched, DealView.Of(deal, assessor.Stages, now))).Signals
            .Select(signal => signal.Kind)
            .Order(StringComparer.Ordinal);
    }
}
