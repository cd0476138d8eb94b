using SalesSignals.Events;

namespace SalesSignals.Cli.Demo;

/// <summary>What the lives of deals have in common.</summary>
internal static class DealLife
{
    private const int PushDays = 14;

    /// <summary>What was said longer ago may be forgotten.</summary>
    private const int LongAgo = 55;

    /// <summary>The deal appears, and the people on the buyer's side are got to know.</summary>
    public static void Begin(StoryWriter story, Course course, int closesIn)
    {
        story.Create(story.At(course.From), course.WithAmount, story.Day(-closesIn));
        story.Call(story.At(course.From - 1).AddMinutes(5), who: 0, Note(story, course, 0, course.From - 1));
        if (story.Second is { } second)
        {
            story.Call(story.At(course.From - 3), second, Note(story, course, 0, course.From - 3));
        }
    }

    /// <summary>A conversation and a stage move at a time, with the mail in between.</summary>
    public static void Progress(StoryWriter story, Course course)
    {
        var steps = Math.Max(1, course.Reach);
        for (var step = 1; step <= steps; step++)
        {
            var daysBack = course.From + ((course.Until - course.From) * step / (double)steps);
            var at = story.At(daysBack);
            if (step == steps && course.From > LongAgo && story.Second is { } second)
            {
                // So long before that no weekend brings both to the same day.
                story.Call(story.At(daysBack + 4), second, Note(story, course, step, daysBack + 4));
            }

            story.Meeting(at, step < steps || course.LastNote ? Note(story, course, step, daysBack) : null);
            if (course.Reach > 0)
            {
                Advance(story, course, step, at);
            }

            if (step < steps)
            {
                story.Email(story.At(daysBack - 2), ActivityDirection.Outbound);
                story.Email(story.At(daysBack - 3), ActivityDirection.Inbound);
            }
        }
    }

    /// <summary>The buyer has written since and been answered, and the next conversation is set.</summary>
    public static void GoOn(StoryWriter story, int until, int who = 0)
    {
        Correspond(story, until, who);
        story.Plan(story.At(until), story.At(-story.Random.Next(2, 9)));
    }

    public static void Correspond(StoryWriter story, int until, int who = 0)
    {
        var at = story.At(Math.Max(1, until - 1)).AddHours(5);
        story.Email(at, ActivityDirection.Inbound, who: who);
        story.Email(at.AddMinutes(80), ActivityDirection.Outbound, who: who);
    }

    /// <summary>Begins with a close date that is then pushed, two weeks at a time, to where it stands now.</summary>
    public static void Slip(StoryWriter story, Course course, int pushes, int closesIn)
    {
        Begin(story, course, closesIn - (pushes * PushDays));
        for (var push = 1; push <= pushes; push++)
        {
            var daysBack = course.From - ((course.From - course.Until) * push / (double)pushes) + 1;
            story.Change(story.At(daysBack).AddHours(6), new() { CloseOn = story.Day(-closesIn + ((pushes - push) * PushDays)) });
        }
    }

    public static string Note(StoryWriter story, Course course, int step, double daysBack)
    {
        var (buyer, next) = (story.Buyers[0], story.Day(daysBack - 7));
        return !course.CustomerActs ? OrganisationTexts.OwnStepNote(story.Random, buyer, next, story.Amount, story.Currency)
            : course.TalksPrice && step >= Course.Proposal ? OrganisationTexts.PriceNote(story.Random, buyer, next, story.Amount, story.Currency)
            : OrganisationTexts.Note(story.Random, buyer, next);
    }

    public static string Forecast(string stage) => stage switch
    {
        "commit" => "commit",
        "negotiation" => "best-case",
        _ => "pipeline",
    };

    private static void Advance(StoryWriter story, Course course, int step, DateTimeOffset at)
    {
        var stage = StoryWriter.Stages[step];
        var fields = new DealFields { Stage = stage, ForecastCategory = Forecast(stage) };
        if (step == Course.Proposal - 1)
        {
            fields = Confirmed(fields, course.Qualified);
        }

        if (step >= Course.Proposal && course.CustomerActs)
        {
            fields = fields with { CustomerAction = OrganisationTexts.CustomerAction(story.Random), CustomerActionDueOn = story.Day(-5) };
        }

        story.Advance(at.AddMinutes(50), fields);
        if (step >= Course.Proposal && course.TalksPrice)
        {
            story.Sent(at.AddMinutes(55), step == Course.Proposal ? DeliverableKind.Proposal : DeliverableKind.Quote);
        }
    }

    /// <summary>What the buyer has confirmed: all of it, or neither what comes first for them nor the money.</summary>
    private static DealFields Confirmed(DealFields fields, bool all) =>
        fields with { Outcomes = true, Priorities = all, Timeline = true, Sponsor = true, Budget = all };
}
