using SalesSignals.Signals;

namespace SalesSignals.Cli.Demo;

/// <summary>Lives that do not go as fast as planned.</summary>
internal static class PlotsOfDates
{
    private const int SlippingDays = 66;

    public static DealStory CloseDatePassed(StoryWriter story)
    {
        var until = story.Random.Next(2, 6);
        var course = Course.Of(story, until);
        DealLife.Begin(story, course, closesIn: -story.Random.Next(2, 20));
        DealLife.Progress(story, course);
        DealLife.GoOn(story, until);
        return story.Finish(Plot.CloseDatePassed, SignalKinds.CloseDatePassed);
    }

    public static DealStory CloseDateSlipped(StoryWriter story)
    {
        var until = story.Random.Next(2, 6);
        var course = Course.Of(story, until).AtLeast(SlippingDays);
        DealLife.Slip(story, course, pushes: story.Random.Next(2, 5), course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        DealLife.GoOn(story, until);
        return story.Finish(Plot.CloseDateSlipped, SignalKinds.CloseDateSlipped);
    }

    /// <summary>Hardly begun, and already to be signed in a few days.</summary>
    public static DealStory UnrealisticClose(StoryWriter story)
    {
        var until = story.Random.Next(2, 5);
        var course = Course.Of(story, until, most: 2);
        DealLife.Begin(story, course, closesIn: story.Random.Next(3, 7));
        DealLife.Progress(story, course);
        DealLife.GoOn(story, until);
        return story.Finish(Plot.UnrealisticClose, SignalKinds.UnrealisticClose);
    }

    /// <summary>One talks, and nothing moves.</summary>
    public static DealStory StuckInStage(StoryWriter story)
    {
        var course = Course.Of(story, until: story.Random.Next(34, 46), most: 2);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        story.Meeting(story.At(14), DealLife.Note(story, course, course.Reach, 14));
        story.Meeting(story.At(4), DealLife.Note(story, course, course.Reach, 4));
        DealLife.GoOn(story, until: 4);
        return story.Finish(Plot.StuckInStage, SignalKinds.StuckInStage);
    }

    public static DealStory StageRegressed(StoryWriter story)
    {
        var course = Course.Of(story, until: story.Random.Next(18, 24), least: Course.Proposal);
        DealLife.Begin(story, course, course.ClosesIn(story.Random) + 6);
        DealLife.Progress(story, course);
        story.Meeting(story.At(5), DealLife.Note(story, course, course.Reach, 5));
        var stage = StoryWriter.Stages[course.Reach - 1];
        story.Change(story.At(5).AddHours(6), new() { Stage = stage, ForecastCategory = DealLife.Forecast(stage) });
        DealLife.GoOn(story, until: 4);
        return story.Finish(Plot.StageRegressed, SignalKinds.StageRegressed);
    }
}
