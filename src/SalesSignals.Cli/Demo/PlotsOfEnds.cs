namespace SalesSignals.Cli.Demo;

/// <summary>Lives that are over.</summary>
internal static class PlotsOfEnds
{
    public static DealStory Tell(StoryWriter story, Plot plot) => plot switch
    {
        Plot.Won => Won(story),
        Plot.Lost => Lost(story),
        Plot.Deleted => Deleted(story),
        Plot.Merged => Merged(story),
        _ => throw new ArgumentOutOfRangeException(nameof(plot), plot, "Nobody has written that plot."),
    };

    /// <summary>From one stage to the next within a week, and won some days after the last.</summary>
    private static DealStory Won(StoryWriter story)
    {
        var wonDaysAgo = story.Random.Next(1, 45);
        var until = wonDaysAgo + 5;
        var course = new Course(Course.Commit, until + story.Random.Next(25, 36), until);
        DealLife.Begin(story, course, closesIn: -wonDaysAgo);
        DealLife.Progress(story, course);
        story.Advance(story.At(wonDaysAgo).AddHours(6), new() { Stage = "won", ForecastCategory = "closed" });
        return story.Finish(Plot.Won);
    }

    private static DealStory Lost(StoryWriter story)
    {
        var until = story.Random.Next(1, 55);
        var course = Course.Of(story, until, least: 2);
        DealLife.Begin(story, course, closesIn: -until);
        DealLife.Progress(story, course);
        story.Change(story.At(until).AddHours(6), new() { Stage = "lost", ForecastCategory = "omitted" });
        return story.Finish(Plot.Lost);
    }

    private static DealStory Deleted(StoryWriter story)
    {
        var course = Course.Of(story, until: 12);
        DealLife.Begin(story, course, closesIn: 20);
        DealLife.Progress(story, course);
        story.Delete(story.At(9));
        return story.Finish(Plot.Deleted);
    }

    private static DealStory Merged(StoryWriter story)
    {
        var until = story.Random.Next(2, 6);

        // So long before that no weekend brings it to the day on which its amount is mended.
        var at = story.At(until + 4);
        var amount = 0m;
        foreach (var other in (StoryWriter[])[story.OtherRecord(1), story.OtherRecord(2)])
        {
            var course = Course.Of(other, until + 8, most: 1);
            DealLife.Begin(other, course, closesIn: 45);
            DealLife.Progress(other, course);
            story.Absorb(at, other);
            amount += other.Amount;
        }

        // Each had only a part of it.
        story.Change(story.At(until), new() { Amount = amount });
        DealLife.GoOn(story, until);
        return story.Finish(Plot.Merged);
    }
}
