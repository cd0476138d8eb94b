using SalesSignals.Alerts;
using SalesSignals.Digests;
using SalesSignals.Forecasts;

namespace SalesSignals.Functions.Emails;

/// <summary>The sentences of a manager's weekly forecast, and its plain text.</summary>
internal static class WeeklyForecastText
{
    public const string Footer = "Sent once a week. Commit is what your reps say will close; what the deals say stands beside it.";

    public const string ChangesHeading = "What changed this quarter";

    public const string RiskHeading = "Commits with risk";

    public const string RepsHeading = "By rep";

    public const string AccuracyHeading = "How near past forecasts came";

    /// <summary>A team that is larger has managers of its own, who get theirs.</summary>
    public const int MostReps = 20;

    public static string Preheader(WeeklyForecast forecast) => forecast.Current.Now.Main?.Describe() ?? Greeting(forecast);

    public static string Greeting(WeeklyForecast forecast)
    {
        var hello = $"Good morning, {Wording.FirstName(forecast.Manager.Name)}.";
        var since = Wording.Day(forecast.Since, forecast.On);
        return (forecast.IsEmpty, forecast.IsRetraced) switch
        {
            (true, _) => $"{hello} No deal of your team has a close date in this quarter or the next. Once reps set close dates and forecast categories in the CRM, this page fills.",
            (_, true) => $"{hello} Changes are since {since}, as far as what moved tells; from now on each week is kept and compared.",
            _ => $"{hello} Changes are since {since}.",
        };
    }

    public static string QuarterHeading(WeeklyForecast forecast) =>
        $"{forecast.Current.Quarter.Name}, {Wording.Count(forecast.Current.Quarter.DaysLeft(forecast.On), "day")} left";

    public static string NextHeading(WeeklyForecast forecast) => $"Next quarter, {forecast.Next.Quarter.Name}";

    /// <summary>Currencies that get a bar: the first, and those with a quota.</summary>
    public static IEnumerable<ForecastLine> Charted(QuarterOutlook quarter) => quarter.Now.Lines.Where((line, place) => place == 0 || line.Quota is not null).Take(Limits.Rows);

    /// <summary>What stands below the bars.</summary>
    public static IEnumerable<string> Notes(QuarterOutlook quarter)
    {
        foreach (var line in quarter.Now.Lines.Skip(1).Where(line => line.Quota is null).Take(Limits.Rows))
        {
            yield return $"Also {line.Describe()}";
        }

        if (quarter.Now.Rates is { } rates)
        {
            yield return MorningDigestText.Converted(rates);
        }

        if (quarter.Now.Unpriced > 0)
        {
            yield return quarter.Now.Unpriced == 1
                ? "1 more deal closes in this quarter and has no amount yet."
                : $"{quarter.Now.Unpriced} more deals close in this quarter and have no amount yet.";
        }
    }

    public static string AtRisk(WeeklyForecast forecast)
    {
        var count = forecast.RiskyCommits.Length + forecast.MoreRiskyCommits;
        var sums = Wording.List([.. forecast.AtRisk.Select(sum => sum.ToString())], shown: 3);
        return $"{Wording.Count(count, "deal")} in commit {(count == 1 ? "has" : "have")} a grave signal{(sums.Length > 0 ? $": {sums}" : string.Empty)}. Ask what the buyer still has to do, and by when.";
    }

    public static string MoreRisk(WeeklyForecast forecast) => $"And {Wording.Count(forecast.MoreRiskyCommits, "more deal")} in commit.";

    public static IReadOnlyList<(string Who, string What)> Reps(WeeklyForecast forecast) =>
        [.. forecast.Reps.Select(rep => (rep.Name, ForecastWords.Describe(rep)))];

    public static IReadOnlyList<(string Who, string What)> Accuracy(WeeklyForecast forecast) =>
        [.. forecast.Accuracy.Select(rep => (Wording.Clean(rep.Rep.Name), rep.Describe()))];

    public static string Compose(WeeklyForecast forecast, Detail detail, MailLinks? links)
    {
        var page = new TextPage().Line(forecast.Headline).Line($"SalesSignals, {Wording.LongDay(forecast.On)}").Blank().Line(Greeting(forecast));
        if (forecast.Stale is { } stale)
        {
            page.Line(stale);
        }

        Quarter(page, QuarterHeading(forecast), forecast.Current);
        Changes(page, forecast);
        Risk(page, forecast, detail, links);
        page.Rows(RepsHeading, Reps(forecast), MostReps);
        Quarter(page, NextHeading(forecast), forecast.Next);
        page.Rows(AccuracyHeading, Accuracy(forecast), MostReps);
        return page.Footer(Footer, links).ToString();
    }

    private static void Quarter(TextPage page, string heading, QuarterOutlook quarter)
    {
        if (quarter.Now.Lines.IsEmpty)
        {
            return;
        }

        page.Heading(heading);
        foreach (var line in Charted(quarter))
        {
            page.Line(line.Describe());
            foreach (var (label, _, _, amount, change) in ForecastWords.Parts(line, quarter))
            {
                page.Line($"{line.Money(amount)}{(change.Length > 0 ? $" ({change})" : string.Empty)}", indent: 15, first: $"  {label}");
            }
        }

        foreach (var note in Notes(quarter))
        {
            page.Line(note);
        }
    }

    private static void Changes(TextPage page, WeeklyForecast forecast)
    {
        if (!forecast.Changes.IsEmpty)
        {
            page.Heading(ChangesHeading);
        }

        foreach (var change in forecast.Changes)
        {
            page.Line($"{(change.Amounts.Length > 0 ? change.Amounts + ": " : string.Empty)}{change.TopNames}", indent: 18, first: $"{change.Count} {change.Label}");
        }
    }

    private static void Risk(TextPage page, WeeklyForecast forecast, Detail detail, MailLinks? links)
    {
        if (forecast.RiskyCommits.IsEmpty)
        {
            return;
        }

        page.Heading(RiskHeading).Line(AtRisk(forecast));
        foreach (var (deal, number) in forecast.RiskyCommits.Select((deal, index) => (deal, index + 1)))
        {
            page.Heading($"{number}. {DealWords.Name(deal.Deal)}", '-').Line(DealWords.Facts(deal.Deal, forecast.On, deal.Owner)).Blank();
            foreach (var signal in deal.Signals.Take(detail.Signals))
            {
                page.Signal(signal, detail, isFull: true);
            }

            page.Ending(DealWords.More(deal.Signals.Skip(detail.Signals)), deal.Gravest, deal.Deal).Actions(links, deal.Deal, deal.Signals);
        }

        if (forecast.MoreRiskyCommits > 0)
        {
            page.Blank().Line(MoreRisk(forecast));
        }
    }
}
