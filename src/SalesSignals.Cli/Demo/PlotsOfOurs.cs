using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Demo;

/// <summary>Lives in which we have left something undone.</summary>
internal static class PlotsOfOurs
{
    public static DealStory MissingNotes(StoryWriter story)
    {
        var course = Course.Of(story, until: story.Random.Next(14, 20));
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        story.Meeting(story.At(story.Random.Next(8, 12)), note: null);
        if (story.Random.Chance(0.5))
        {
            story.Call(story.At(story.Random.Next(4, 7)), who: 0, note: null);
        }

        DealLife.GoOn(story, until: 3);
        return story.Finish(Plot.MissingNotes, SignalKinds.MissingNotes);
    }

    public static DealStory ThinNotes(StoryWriter story)
    {
        var course = Course.Of(story, until: story.Random.Next(12, 16));
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        story.Meeting(story.At(5), OrganisationTexts.ThinNote(story.Random));
        DealLife.GoOn(story, until: 5);
        return story.Finish(Plot.ThinNotes, SignalKinds.ThinNotes);
    }

    public static DealStory NoNextStep(StoryWriter story)
    {
        var course = Course.Of(story, until: story.Random.Next(6, 10));
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        return story.Finish(Plot.NoNextStep, SignalKinds.NoNextStep);
    }

    public static DealStory OverdueNextStep(StoryWriter story)
    {
        var until = story.Random.Next(8, 11);
        var course = Course.Of(story, until);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        story.PlanTask(story.At(until).AddHours(2), story.At(story.Random.Next(4, 7)));
        DealLife.GoOn(story, until: 2);
        return story.Finish(Plot.OverdueNextStep, SignalKinds.OverdueNextStep);
    }

    public static DealStory InternalHelpOverdue(StoryWriter story)
    {
        var until = story.Random.Next(8, 11);
        var course = Course.Of(story, until, least: 2);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        story.Request(story.At(until).AddHours(2), story.At(4));
        DealLife.GoOn(story, until: 2);
        return story.Finish(Plot.InternalHelpOverdue, SignalKinds.InternalHelpOverdue);
    }

    public static DealStory UnansweredBuyer(StoryWriter story)
    {
        var course = Course.Of(story, until: 8);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        story.PlanMeeting(story.At(8).AddHours(2), story.At(-story.Random.Next(2, 9)));
        story.Email(story.At(4), ActivityDirection.Inbound);
        return story.Finish(Plot.UnansweredBuyer, SignalKinds.UnansweredBuyer);
    }

    /// <summary>All is well, but its owner is away when it should close.</summary>
    public static DealStory OwnerUnavailable(StoryWriter story)
    {
        var until = story.Random.Next(5, 9);
        var course = Course.Of(story, until, least: Course.Negotiation);
        DealLife.Begin(story, course, closesIn: story.Random.Next(9, 14));
        DealLife.Progress(story, course);
        DealLife.GoOn(story, until);
        return story.Finish(Plot.OwnerUnavailable, SignalKinds.OwnerUnavailable);
    }
}
