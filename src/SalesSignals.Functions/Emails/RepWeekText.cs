using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Emails;

/// <summary>The sentences of a rep's weekly note, and its plain text.</summary>
internal static class RepWeekText
{
    public const string Footer = "Sent once a week, to you alone. It holds what alerts had no room for, and what your week brings.";

    public const string WaitingHeading = "Worth a look";

    public const string PlannedHeading = "Planned in the next seven days";

    public const string OverdueHeading = "Past their time";

    public const string NotesHeading = "Notes still to be written";

    public const string ClosingHeading = "Closing within two weeks";

    public const string NewsHeading = "What went well";

    public static string Preheader(RepWeek week) => week.Waiting.IsEmpty ? week.Forecast.Main?.Describe() ?? Greeting(week) : DealWords.Action(week.Waiting[0].Gravest);

    public static string Greeting(RepWeek week)
    {
        var hello = $"Hi {Wording.FirstName(week.Rep.Name)}.";
        return week.Waiting.IsEmpty && week.Overdue.IsEmpty && week.Notes is null
            ? $"{hello} Nothing waits for you. A good week to open a door or two."
            : $"{hello} One minute for your week: where you stand, and what would help most.";
    }

    public static string QuarterHeading(RepWeek week) =>
        $"Your {week.Forecast.Quarter.Name}, {Wording.Count(week.Forecast.Quarter.DaysLeft(week.On), "day")} left";

    public static string MoreWaiting(RepWeek week) => week.MoreWaiting == 1
        ? "1 more deal waits for a quieter day."
        : $"{week.MoreWaiting} more deals wait for a quieter day.";

    public static IReadOnlyList<(string Who, string What)> Planned(RepWeek week) =>
        [.. week.Planned.Select(planned => (When(LocalMoment.Of(planned.Step.At, week.Rep.TimeZone)), $"{Wording.Title(planned.Step.Kind.ToString())}: {Short(planned.Deal)}"))];

    public static IReadOnlyList<(string Who, string What)> Overdue(RepWeek week) =>
        [.. week.Overdue.Select(overdue => (Short(overdue.Deal), DealWords.Summary(overdue.Signal)))];

    public static IReadOnlyList<(string Who, string What)> Notes(RepWeek week) =>
        week.Notes is { } notes ? [(string.Empty, $"{notes.Describe(week.Rep.TimeZone, week.On)}. Two lines each are enough.")] : [];

    public static IReadOnlyList<(string Who, string What)> Closing(RepWeek week) =>
        [.. week.ClosingSoon.Select(deal => (Short(deal), $"{DealWords.Facts(deal, week.On)}{(deal.NextPlannedAt is null ? ", nothing planned" : string.Empty)}"))];

    public static IReadOnlyList<(string Who, string What)> News(RepWeek week) => [.. week.GoodNews.Select(news => (string.Empty, news))];

    /// <summary>One signal is enough to know whether to look.</summary>
    public static string More(AlertedDeal deal) => DealWords.More(deal.Signals.Skip(1).Select(signal => signal.Raised.Signal));

    public static string Compose(RepWeek week, Detail detail, MailLinks? links)
    {
        var page = new TextPage().Line(week.Headline).Line($"SalesSignals, {Wording.LongDay(week.On)}").Blank().Line(Greeting(week));
        Numbers(page, week);
        Waiting(page, week, detail, links);
        page.Rows(PlannedHeading, Planned(week), detail.Rows)
            .Rows(OverdueHeading, Overdue(week), detail.Rows)
            .Rows(NotesHeading, Notes(week), detail.Rows)
            .Rows(ClosingHeading, Closing(week), detail.Rows)
            .Rows(NewsHeading, News(week), detail.Rows);
        return page.Footer(Footer, links).ToString();
    }

    private static void Numbers(TextPage page, RepWeek week)
    {
        if (week.Forecast.Main is not { } line)
        {
            return;
        }

        page.Heading(QuarterHeading(week)).Line(line.Describe())
            .Line($"Closed won {line.Money(line.Won)}, commit {line.Money(line.Commit)}, best case {line.Money(line.BestCase)}, pipeline {line.Money(line.Pipeline)}.");
        foreach (var other in week.Forecast.Lines.Skip(1).Take(Limits.Rows))
        {
            page.Line($"Also {other.Describe()}");
        }

        if (week.Forecast.Rates is { } rates)
        {
            page.Line(MorningDigestText.Converted(rates));
        }
    }

    private static void Waiting(TextPage page, RepWeek week, Detail detail, MailLinks? links)
    {
        if (!week.Waiting.IsEmpty)
        {
            page.Heading(WaitingHeading);
        }

        foreach (var (deal, number) in week.Waiting.Take(detail.FullCards).Select((deal, index) => (deal, index + 1)))
        {
            var gravest = deal.Gravest;
            page.Heading($"{number}. {DealWords.Name(deal.Deal)}", '-').Line(DealWords.Facts(deal.Deal, week.On)).Blank()
                .Line($"{Wording.Title(gravest.Kind)}. {DealWords.Summary(gravest)}", indent: 2, first: "*").Blank()
                .Ending(More(deal), gravest, deal.Deal)
                .Actions(links, deal.Deal, deal.Signals.Select(signal => signal.Raised.Signal));
        }

        page.Blank();
        foreach (var deal in week.Waiting.Skip(detail.FullCards))
        {
            page.Row(deal.Deal, deal.Signals.Select(signal => signal.Raised.Signal));
        }

        if (week.MoreWaiting > 0)
        {
            page.Blank().Line(MoreWaiting(week));
        }
    }

    private static string Short(BoardDeal deal) => Wording.Clean(DealWords.Name(deal), 50);

    /// <summary>A day alone where the CRM names no time: midnight is no time for a meeting.</summary>
    private static string When(LocalMoment at) =>
        at.Time == TimeOnly.MinValue ? $"{at.Date.DayOfWeek}" : $"{at.Date.DayOfWeek} {ReaderCulture.Current.Time(at.Time)}";
}
