using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Signals;

namespace SalesSignals.Backtest;

/// <summary>A month of the past, with what was known of won deals when it began.</summary>
/// <param name="FirstDay">Its first working day, by index.</param>
/// <param name="Assessor">Calendars, people and baselines of that month.</param>
internal sealed record Era(int FirstDay, DealAssessor Assessor);

internal static class Eras
{
    /// <summary>The months of a span of days. Each knows only deals that were known to be won before it began.</summary>
    public static List<Era> Of(History history, BacktestOptions options, WorkingDayEnds days)
    {
        var stages = new StageMap(options.Settings);
        var lessons = history.Deals.SelectMany(deal => Lessons(deal, stages, options.People)).OrderBy(lesson => lesson.KnownAt).ToList();
        var learner = new BaselineLearner();
        var learned = 0;
        var eras = new List<Era>();
        foreach (var first in FirstDaysOfMonths(days))
        {
            var day = days.DayOf(first);
            var beginsAt = new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero);
            for (; learned < lessons.Count && lessons[learned].KnownAt < beginsAt; learned++)
            {
                learner.Learn(lessons[learned].Deal, lessons[learned].Lesson);
            }

            eras.Add(new(first, AssessorOf(options, day, new(learner.Figures()))));
        }

        return eras;
    }

    private static DealAssessor AssessorOf(BacktestOptions options, DateOnly day, Baselines baselines) =>
        new(options.Settings, "backtest", options.People, options.TellsActivities, day, options.WithoutPast, baselines);

    private static IEnumerable<int> FirstDaysOfMonths(WorkingDayEnds days)
    {
        for (var i = 0; i < days.Count; i++)
        {
            if (i == 0 || days.DayOf(i).Month != days.DayOf(i - 1).Month)
            {
                yield return i;
            }
        }
    }

    private readonly record struct KnownLesson(DateTimeOffset KnownAt, Events.DealKey Deal, WonDeal? Lesson);

    /// <summary>What a deal taught each time it was told of while won, and that it teaches nothing any more where it was reopened.</summary>
    private static IEnumerable<KnownLesson> Lessons(DealHistory deal, StageMap stages, PeopleDirectory people)
    {
        var snapshot = DealSnapshot.Empty(deal.Key);
        var taught = false;
        for (var i = 0; i < deal.Events.Length; i++)
        {
            var (happened, knownAt) = deal.Events[i];
            snapshot = DealMerge.Apply(snapshot, happened);
            if (i + 1 < deal.Events.Length && deal.Events[i + 1].KnownAt == knownAt)
            {
                continue;
            }

            var lesson = WonDeal.Of(snapshot, stages, people);
            if (lesson is not null || taught)
            {
                taught = lesson is not null;
                yield return new(knownAt, deal.Key, lesson);
            }
        }
    }
}
