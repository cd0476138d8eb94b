using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Demo;

/// <summary>Lives of deals that are less than they look, or more.</summary>
internal static class PlotsOfSubstance
{
    public static DealStory TheoreticalClose(StoryWriter story)
    {
        // Either there is no amount, or nobody has spoken of price. Without notes only the first can be known.
        var until = story.Random.Next(2, 6);
        var isUnpriced = story.Random.Chance(0.5) || !story.Dialect.Tells(ActivityKind.Note);
        var course = Course.Of(story, until, Course.Proposal) with { TalksPrice = isUnpriced, WithAmount = !isUnpriced };
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        DealLife.GoOn(story, until);
        return story.Finish(Plot.TheoreticalClose, SignalKinds.TheoreticalClose);
    }

    public static DealStory NoCustomerAction(StoryWriter story)
    {
        var until = story.Random.Next(2, 8);
        var course = Course.Of(story, until, Course.Proposal) with { CustomerActs = false };
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        DealLife.GoOn(story, until);
        return story.Finish(Plot.NoCustomerAction, SignalKinds.NoCustomerAction);
    }

    public static DealStory OutOfOrder(StoryWriter story)
    {
        var until = story.Random.Next(2, 8);
        var course = Course.Of(story, until, Course.Proposal) with { Qualified = false };
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        DealLife.GoOn(story, until);
        return story.Finish(Plot.OutOfOrder, SignalKinds.OutOfOrder);
    }

    /// <summary>The champion brings a user along, and never the one who signs.</summary>
    public static DealStory NoEconomicBuyer(StoryWriter story)
    {
        story.Second = 2;
        var until = story.Random.Next(2, 8);
        var course = Course.Of(story, until, Course.Negotiation);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        DealLife.GoOn(story, until);
        return story.Finish(Plot.NoEconomicBuyer, SignalKinds.NoEconomicBuyer);
    }

    public static DealStory SingleThreaded(StoryWriter story)
    {
        story.Second = null;
        var until = story.Random.Next(2, 8);
        var course = Course.Of(story, until, Course.Proposal, Course.Proposal);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        DealLife.GoOn(story, until);
        return story.Finish(Plot.SingleThreaded, SignalKinds.SingleThreaded);
    }

    public static DealStory AmountDropped(StoryWriter story)
    {
        var until = story.Random.Next(7, 12);
        var course = Course.Of(story, until, least: 2);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        story.Change(story.At(5).AddHours(6), new() { Amount = Math.Round(story.Amount * 0.65m) });
        DealLife.GoOn(story, until: 5);
        return story.Finish(Plot.AmountDropped, SignalKinds.AmountDropped);
    }

    /// <summary>A zero too many, or the deal of the year.</summary>
    public static DealStory UnusualAmount(StoryWriter story)
    {
        story.Amount = 750_000 + (story.Random.Next(40) * 5_000);
        var until = story.Random.Next(2, 8);
        var course = Course.Of(story, until, most: 2);
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        DealLife.GoOn(story, until);
        return story.Finish(Plot.UnusualAmount, SignalKinds.UnusualAmount);
    }

    /// <summary>The buyer has said yes and the contract is out, and still it is not in commit.</summary>
    public static DealStory Sandbagged(StoryWriter story)
    {
        var course = Course.Of(story, until: story.Random.Next(19, 24), Course.Negotiation);
        var leftOfQuarter = story.QuarterEndsOn.DayNumber - story.Day(0).DayNumber;
        DealLife.Begin(story, course, closesIn: Math.Min(story.Random.Next(7, 21), leftOfQuarter));
        DealLife.Progress(story, course);
        story.Meeting(story.At(5), OrganisationTexts.YesNote(story.Random, story.Buyers[0], story.Day(-3), story.Amount, story.Currency));
        story.Sent(story.At(5).AddHours(3), DeliverableKind.Contract);
        DealLife.GoOn(story, until: 4);
        return story.Finish(Plot.Sandbagged, SignalKinds.Sandbagged);
    }

    /// <summary>In commit, and either nobody has arranged how it goes on, or nobody knows for how much.</summary>
    public static DealStory RiskyCommit(StoryWriter story)
    {
        var until = story.Random.Next(2, 6);
        var isUnplanned = story.Dialect.Tells(ActivityKind.Meeting, ActivityKind.Task) && story.Random.Chance(0.5);
        var course = Course.Of(story, until, Course.Commit, Course.Commit) with { WithAmount = isUnplanned };
        DealLife.Begin(story, course, course.ClosesIn(story.Random));
        DealLife.Progress(story, course);
        if (isUnplanned)
        {
            DealLife.Correspond(story, until);
        }
        else
        {
            DealLife.GoOn(story, until);
        }

        return story.Finish(Plot.RiskyCommit, SignalKinds.RiskyCommit, isUnplanned ? SignalKinds.NoNextStep : SignalKinds.TheoreticalClose);
    }
}
