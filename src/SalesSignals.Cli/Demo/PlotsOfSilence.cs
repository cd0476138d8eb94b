using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Demo;

/// <summary>Lives in which the buyer has gone quiet, or does not keep to what was agreed.</summary>
internal static class PlotsOfSilence
{
    private const int SlippingDays = 66;

    public static DealStory Stalled(StoryWriter story)
    {
        // So early that nobody has a habit of being in touch yet.
        var until = story.Random.Next(16, 24);
        var course = Course.Of(story, until, most: 1);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        story.Email(story.At(until - 6), ActivityDirection.Outbound);
        if (story.Random.Chance(0.5))
        {
            story.CalledOff(story.At(until - 5), story.At(until - 8));
        }

        story.Email(story.At(8), ActivityDirection.Outbound);
        story.Email(story.At(7), ActivityDirection.Inbound, automated: true);
        return story.Finish(Plot.Stalled, SignalKinds.StalledDeal, SignalKinds.NoNextStep);
    }

    public static DealStory Ghosted(StoryWriter story)
    {
        var course = Course.Of(story, until: 10);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        foreach (var day in (int[])[7, 5, 3])
        {
            story.MissedCall(story.At(day), who: 0);
        }

        story.PlanTask(story.At(3).AddHours(5), story.At(-2));
        return story.Finish(Plot.Ghosted, SignalKinds.Ghosted);
    }

    public static DealStory ChampionSilent(StoryWriter story)
    {
        var course = new Course(1, From: 47, Until: 26);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        foreach (var day in (int[])[40, 35, 31])
        {
            story.Call(story.At(day), who: 0, DealLife.Note(story, course, 1, day));
        }

        story.Second = null;
        DealLife.Progress(story, course);
        story.Second = 1;
        story.Meeting(story.At(5), DealLife.Note(story, course, 1, 5), who: [1]);
        DealLife.GoOn(story, until: 5, who: 1);
        return story.Finish(Plot.ChampionSilent, SignalKinds.ChampionSilent);
    }

    /// <summary>Much goes out, nothing comes back.</summary>
    public static DealStory FalseMomentum(StoryWriter story)
    {
        var course = Course.Of(story, until: 12, least: 2, most: 2);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        story.Sent(story.At(9), DeliverableKind.Demo);
        story.Sent(story.At(6), DeliverableKind.Proposal);
        story.Sent(story.At(2), DeliverableKind.Quote);
        story.PlanMeeting(story.At(12).AddHours(5), story.At(-5));
        return story.Finish(Plot.FalseMomentum, SignalKinds.FalseMomentum);
    }

    public static DealStory BuyerOffProcess(StoryWriter story)
    {
        var course = Course.Of(story, until: 13);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        foreach (var day in (int[])[8, 3])
        {
            var (toldAt, startsAt) = (story.At(day + 1), story.At(day).AddHours(3));
            if (story.Dialect.TellsWhoCalledOff)
            {
                story.CalledOff(toldAt, startsAt);
            }
            else
            {
                story.StoodUp(startsAt);
            }
        }

        DealLife.GoOn(story, until: 3);
        return story.Finish(Plot.BuyerOffProcess, SignalKinds.BuyerOffProcess);
    }

    public static DealStory Neglected(StoryWriter story)
    {
        var course = Course.Of(story, until: story.Random.Next(20, 25), most: 1).AtLeast(SlippingDays) with { LastNote = false };
        DealLife.Slip(story, course, pushes: 2, closesIn: -story.Random.Next(3, 10));
        DealLife.Progress(story, course);
        return story.Finish(
            Plot.Neglected,
            SignalKinds.StalledDeal,
            SignalKinds.MissingNotes,
            SignalKinds.NoNextStep,
            SignalKinds.CloseDatePassed,
            SignalKinds.CloseDateSlipped);
    }
}
