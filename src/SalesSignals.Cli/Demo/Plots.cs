using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo;

/// <summary>The lives that deals have in the demo. Each knows which signals it deserves.</summary>
internal static class Plots
{
    public static DealStory Tell(StoryWriter story, Plot plot) => plot switch
    {
        Plot.Healthy => Healthy(story),
        Plot.Stalled => PlotsOfSilence.Stalled(story),
        Plot.Ghosted => PlotsOfSilence.Ghosted(story),
        Plot.ChampionSilent => PlotsOfSilence.ChampionSilent(story),
        Plot.FalseMomentum => PlotsOfSilence.FalseMomentum(story),
        Plot.BuyerOffProcess => PlotsOfSilence.BuyerOffProcess(story),
        Plot.Neglected => PlotsOfSilence.Neglected(story),
        Plot.MissingNotes => PlotsOfOurs.MissingNotes(story),
        Plot.ThinNotes => PlotsOfOurs.ThinNotes(story),
        Plot.NoNextStep => PlotsOfOurs.NoNextStep(story),
        Plot.OverdueNextStep => PlotsOfOurs.OverdueNextStep(story),
        Plot.InternalHelpOverdue => PlotsOfOurs.InternalHelpOverdue(story),
        Plot.UnansweredBuyer => PlotsOfOurs.UnansweredBuyer(story),
        Plot.OwnerUnavailable => PlotsOfOurs.OwnerUnavailable(story),
        Plot.CloseDatePassed => PlotsOfDates.CloseDatePassed(story),
        Plot.CloseDateSlipped => PlotsOfDates.CloseDateSlipped(story),
        Plot.UnrealisticClose => PlotsOfDates.UnrealisticClose(story),
        Plot.StuckInStage => PlotsOfDates.StuckInStage(story),
        Plot.StageRegressed => PlotsOfDates.StageRegressed(story),
        Plot.TheoreticalClose => PlotsOfSubstance.TheoreticalClose(story),
        Plot.NoCustomerAction => PlotsOfSubstance.NoCustomerAction(story),
        Plot.OutOfOrder => PlotsOfSubstance.OutOfOrder(story),
        Plot.NoEconomicBuyer => PlotsOfSubstance.NoEconomicBuyer(story),
        Plot.SingleThreaded => PlotsOfSubstance.SingleThreaded(story),
        Plot.AmountDropped => PlotsOfSubstance.AmountDropped(story),
        Plot.UnusualAmount => PlotsOfSubstance.UnusualAmount(story),
        Plot.Sandbagged => PlotsOfSubstance.Sandbagged(story),
        Plot.RiskyCommit => PlotsOfSubstance.RiskyCommit(story),
        _ => PlotsOfEnds.Tell(story, plot),
    };

    /// <summary>A trouble that a CRM does not tell looks like none.</summary>
    public static Plot AsTold(Plot plot, Dialect dialect) => CanBeTold(plot, dialect) ? plot : Plot.Healthy;

    private static bool CanBeTold(Plot plot, Dialect dialect) => plot switch
    {
        Plot.Stalled or Plot.ChampionSilent or Plot.SingleThreaded => dialect.Tells(ActivityKind.Meeting, ActivityKind.Call),
        Plot.MissingNotes or Plot.ThinNotes => dialect.Tells(ActivityKind.Meeting, ActivityKind.Call, ActivityKind.Note),
        Plot.NoNextStep or Plot.OverdueNextStep => dialect.Tells(ActivityKind.Meeting, ActivityKind.Call, ActivityKind.Task),
        Plot.NoCustomerAction => dialect.TellsCustomerAction || dialect.Tells(ActivityKind.Note),
        Plot.UnansweredBuyer => dialect.TellsWhoWrote && dialect.Tells(ActivityKind.Email),
        Plot.Ghosted => dialect.TellsMissedCalls && dialect.Tells(ActivityKind.Call),
        Plot.OutOfOrder => dialect.TellsQualification,
        Plot.FalseMomentum => dialect.Tells(ActivityKind.Deliverable),
        Plot.BuyerOffProcess => (dialect.TellsWhoCalledOff || dialect.TellsNoShows) && dialect.Tells(ActivityKind.Meeting),
        Plot.NoEconomicBuyer => dialect.TellsBuyingRoles && dialect.Tells(ActivityKind.Meeting, ActivityKind.Call),
        Plot.InternalHelpOverdue => dialect.TellsRequests && dialect.Tells(ActivityKind.Task),
        Plot.Sandbagged => dialect.Tells(ActivityKind.Note) || dialect.Tells(ActivityKind.Deliverable),
        Plot.UnusualAmount => dialect.TellsCurrency,
        Plot.Deleted => dialect.TellsDeletions,
        Plot.Merged => dialect.TellsMerges,
        _ => true,
    };

    private static DealStory Healthy(StoryWriter story)
    {
        var until = story.Random.Next(1, 6);
        var course = Course.Of(story, until, least: 0, most: Course.Commit);
        var closesIn = course.ClosesIn(story.Random);
        DealLife.Begin(story, course, closesIn);
        DealLife.Progress(story, course);
        if (story.Random.Chance(0.2))
        {
            // Once, and not far: nobody should be told.
            story.Change(story.At(course.From - 4), new() { CloseOn = story.Day(-closesIn - 5) });
        }

        DealLife.GoOn(story, until);
        return story.Finish(Plot.Healthy);
    }
}
