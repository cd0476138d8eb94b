using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Demo;

/// <summary>The lives that deals have in the demo. Each knows which signals it deserves.</summary>
internal static class Plots
{
    private const int Proposal = 3;
    private const int PushDays = 14;
    private const int SlippingDays = 66;

    public static DealStory Tell(StoryWriter story, Plot plot) => plot switch
    {
        Plot.Healthy => Healthy(story),
        Plot.Stalled => Stalled(story),
        Plot.MissingNotes => MissingNotes(story),
        Plot.NoNextStep => NoNextStep(story),
        Plot.CloseDatePassed => CloseDatePassed(story),
        Plot.CloseDateSlipped => CloseDateSlipped(story),
        Plot.TheoreticalClose => TheoreticalClose(story),
        Plot.Neglected => Neglected(story),
        Plot.Deleted => Deleted(story),
        Plot.Merged => Merged(story),
        _ => Closed(story, plot),
    };

    private static DealStory Healthy(StoryWriter story)
    {
        var until = story.Random.Next(1, 6);
        var course = Course.Of(story, until);
        var closesIn = story.Random.Next(8, 70);
        Begin(story, course, closesIn);
        Progress(story, course);
        if (story.Random.Chance(0.2))
        {
            // Once, and not far: nobody should be told.
            story.Change(story.At(course.From - 4), new() { CloseOn = story.Day(-closesIn - 5) });
        }

        GoOn(story, until);
        return story.Finish(Plot.Healthy);
    }

    private static DealStory Stalled(StoryWriter story)
    {
        var until = story.Random.Next(20, 46);
        var course = Course.Of(story, until);
        Begin(story, course, closesIn: story.Random.Next(8, 50));
        Progress(story, course);
        story.Email(story.At(until - 6), ActivityDirection.Outbound);
        if (story.Random.Chance(0.5))
        {
            story.CalledOff(story.At(until - 5), story.At(until - 8));
        }

        story.Email(story.At(8), ActivityDirection.Outbound);
        story.Email(story.At(7), ActivityDirection.Inbound, automated: true);
        return story.Finish(Plot.Stalled, SignalKinds.StalledDeal, SignalKinds.NoNextStep);
    }

    private static DealStory MissingNotes(StoryWriter story)
    {
        var until = story.Random.Next(14, 20);
        var course = Course.Of(story, until);
        Begin(story, course, closesIn: story.Random.Next(10, 60));
        Progress(story, course);
        story.Meeting(story.At(story.Random.Next(8, 12)), note: null);
        if (story.Random.Chance(0.5))
        {
            story.Call(story.At(story.Random.Next(4, 7)), note: null);
        }

        GoOn(story, until: 3);
        return story.Finish(Plot.MissingNotes, SignalKinds.MissingNotes);
    }

    private static DealStory NoNextStep(StoryWriter story)
    {
        var until = story.Random.Next(6, 10);
        var course = Course.Of(story, until);
        Begin(story, course, closesIn: story.Random.Next(8, 60));
        Progress(story, course);
        return story.Finish(Plot.NoNextStep, SignalKinds.NoNextStep);
    }

    private static DealStory CloseDatePassed(StoryWriter story)
    {
        var until = story.Random.Next(2, 6);
        var course = Course.Of(story, until);
        Begin(story, course, closesIn: -story.Random.Next(2, 20));
        Progress(story, course);
        GoOn(story, until);
        return story.Finish(Plot.CloseDatePassed, SignalKinds.CloseDatePassed);
    }

    private static DealStory CloseDateSlipped(StoryWriter story)
    {
        var until = story.Random.Next(2, 6);
        var course = Course.Of(story, until).AtLeast(SlippingDays);
        Slip(story, course, pushes: story.Random.Next(2, 5), closesIn: story.Random.Next(6, 40));
        Progress(story, course);
        GoOn(story, until);
        return story.Finish(Plot.CloseDateSlipped, SignalKinds.CloseDateSlipped);
    }

    private static DealStory TheoreticalClose(StoryWriter story)
    {
        // Either there is no amount, or nobody has spoken of price. Without notes only the first can be known.
        var until = story.Random.Next(2, 6);
        var isUnpriced = story.Random.Chance(0.5) || !story.TellsNotes;
        var course = Course.Of(story, until, Proposal) with { TalksPrice = isUnpriced, WithAmount = !isUnpriced };
        Begin(story, course, closesIn: story.Random.Next(8, 50));
        Progress(story, course);
        GoOn(story, until);
        return story.Finish(Plot.TheoreticalClose, SignalKinds.TheoreticalClose);
    }

    private static DealStory Neglected(StoryWriter story)
    {
        // So far on that a note of before the last meeting speaks of price: the proposal itself is not told by every CRM.
        var course = Course.Of(story, until: story.Random.Next(20, 26), Proposal + 1).AtLeast(SlippingDays) with { LastNote = false };
        Slip(story, course, pushes: 2, closesIn: -story.Random.Next(3, 10));
        Progress(story, course);
        return story.Finish(
            Plot.Neglected,
            SignalKinds.StalledDeal,
            SignalKinds.MissingNotes,
            SignalKinds.NoNextStep,
            SignalKinds.CloseDatePassed,
            SignalKinds.CloseDateSlipped);
    }

    private static DealStory Closed(StoryWriter story, Plot plot)
    {
        var until = story.Random.Next(1, 60);
        var course = Course.Of(story, until, Proposal);
        Begin(story, course, closesIn: -until);
        Progress(story, course);
        var closedAt = story.At(until).AddHours(6);
        var (stage, forecast) = plot is Plot.Won ? ("won", "closed") : ("lost", "omitted");
        story.Change(closedAt, new() { Stage = stage, ForecastCategory = forecast });
        return story.Finish(plot);
    }

    private static DealStory Deleted(StoryWriter story)
    {
        var course = Course.Of(story, until: 12);
        Begin(story, course, closesIn: 20);
        Progress(story, course);
        story.Delete(story.At(9));
        return story.Finish(Plot.Deleted);
    }

    private static DealStory Merged(StoryWriter story)
    {
        var until = story.Random.Next(2, 6);
        var at = story.At(until + 2);
        foreach (var other in (StoryWriter[])[story.OtherRecord(1), story.OtherRecord(2)])
        {
            var course = Course.Of(other, until + 8);
            Begin(other, course, closesIn: 30);
            Progress(other, course);
            story.Absorb(at, other.Key.Id, other.Finish(Plot.Healthy).Facts);
        }

        story.Change(story.At(until), new() { Amount = story.Amount });
        return story.Finish(Plot.Merged);
    }

    /// <summary>How far a deal has come, and when.</summary>
    /// <param name="Reach">The index of the stage it stands in.</param>
    /// <param name="From">Days since its creation.</param>
    /// <param name="Until">Days since its last conversation and stage move.</param>
    private sealed record Course(int Reach, int From, int Until, bool TalksPrice = true, bool WithAmount = true, bool LastNote = true)
    {
        public static Course Of(StoryWriter story, int until, int least = 0)
        {
            var reach = story.Random.Next(least, StoryWriter.Stages.Length);
            return new(reach, Math.Min(88, until + 14 + (reach * 6) + story.Random.Next(12)), until);
        }

        public Course AtLeast(int days) => this with { From = Math.Max(From, days) };
    }

    private static void Begin(StoryWriter story, Course course, int closesIn) =>
        story.Create(story.At(course.From), course.WithAmount, story.Day(-closesIn));

    /// <summary>A conversation and a stage move at a time, with the mail in between.</summary>
    private static void Progress(StoryWriter story, Course course)
    {
        var steps = Math.Max(1, course.Reach);
        for (var step = 1; step <= steps; step++)
        {
            var daysBack = course.From + ((course.Until - course.From) * step / (double)steps);
            var at = story.At(daysBack);
            var hasNote = step < steps || course.LastNote;
            story.Meeting(at, hasNote ? Note(story, course, step, daysBack) : null);
            if (course.Reach > 0)
            {
                story.Change(at.AddMinutes(50), new() { Stage = StoryWriter.Stages[step], ForecastCategory = Forecast(StoryWriter.Stages[step]) });
            }

            if (step >= Proposal && course.TalksPrice)
            {
                story.Sent(at.AddMinutes(55), step == Proposal ? DeliverableKind.Proposal : DeliverableKind.Quote);
            }

            if (step < steps)
            {
                story.Email(story.At(daysBack - 2), ActivityDirection.Outbound);
                story.Email(story.At(daysBack - 3), ActivityDirection.Inbound);
            }
        }
    }

    private static string Note(StoryWriter story, Course course, int step, double daysBack)
    {
        var buyer = story.Random.Pick(story.Buyers);
        var next = story.Day(daysBack - 7);
        return course.TalksPrice && step >= Proposal
            ? OrganisationTexts.PriceNote(story.Random, buyer, next, story.Amount, story.Currency)
            : OrganisationTexts.Note(story.Random, buyer, next);
    }

    /// <summary>Begins with a close date that is then pushed, two weeks at a time, to where it stands now.</summary>
    private static void Slip(StoryWriter story, Course course, int pushes, int closesIn)
    {
        Begin(story, course, closesIn - (pushes * PushDays));
        for (var push = 1; push <= pushes; push++)
        {
            var daysBack = course.From - ((course.From - course.Until) * push / (double)pushes) + 1;
            story.Change(story.At(daysBack).AddHours(6), new() { CloseOn = story.Day(-closesIn + ((pushes - push) * PushDays)) });
        }
    }

    /// <summary>The buyer has written since, and the next meeting is set.</summary>
    private static void GoOn(StoryWriter story, int until)
    {
        story.Email(story.At(Math.Max(1, until - 1)).AddHours(5), ActivityDirection.Inbound);
        story.Plan(story.At(until), story.At(-story.Random.Next(2, 9)));
    }

    private static string Forecast(string stage) => stage switch
    {
        "commit" => "commit",
        "negotiation" => "best-case",
        _ => "pipeline",
    };
}
