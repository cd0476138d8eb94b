using SalesSignals.Alerts;
using SalesSignals.Digests;

namespace SalesSignals.Functions.Emails;

/// <summary>The sentences of a manager's morning digest, and its plain text.</summary>
internal static class MorningDigestText
{
    public const string Footer = "Sent every working morning. It points; you and your team know the customer.";

    public const string DealsHeading = "Where you can help most";

    public const string NotesHeading = "Notes still to be written";

    public const string NeedsHeading = "Who could use your help";

    public const string CustomersHeading = "Customers to look after";

    public const string NewsHeading = "Good news";

    public static string Preheader(MorningDigest digest) => digest.Deals.IsEmpty
        ? digest.Forecast.Main?.Describe() ?? digest.Heartbeat
        : $"First: {DealWords.Name(digest.Deals[0].Deal)}. {DealWords.Summary(digest.Deals[0].Gravest)}";

    public static string Greeting(MorningDigest digest)
    {
        var hello = $"Good morning, {Wording.FirstName(digest.Manager.Name)}.";
        return (digest.Introduction, digest.Deals.IsEmpty) switch
        {
            ({ } introduction, _) => $"{hello} {introduction}",
            (_, true) => $"{hello} A good day to tell somebody what they do well.",
            _ => hello,
        };
    }

    public static string QuarterHeading(MorningDigest digest) =>
        $"{digest.Forecast.Quarter.Name}, {Wording.Count(digest.Forecast.Quarter.DaysLeft(digest.On), "day")} left";

    /// <summary>Currencies that get a bar: the first, and those with a quota.</summary>
    public static IEnumerable<ForecastLine> Charted(MorningDigest digest) =>
        digest.Forecast.Lines.Where((line, place) => place == 0 || line.Quota is not null).Take(Limits.Rows);

    /// <summary>Currencies that get a sentence.</summary>
    public static IEnumerable<ForecastLine> Mentioned(MorningDigest digest) => digest.Forecast.Lines.Skip(1).Where(line => line.Quota is null).Take(Limits.Rows);

    public static string Unpriced(MorningDigest digest) => digest.Forecast.Unpriced == 1
        ? "1 more deal closes this quarter and has no amount yet."
        : $"{digest.Forecast.Unpriced} more deals close this quarter and have no amount yet.";

    public static string Converted(string rates) => $"Converted: {rates}.";

    public static string MovesHeading(MorningDigest digest) =>
        $"What moved since {Wording.Moment(LocalMoment.Of(digest.Moves.Since, digest.Manager.TimeZone), digest.On)}";

    public static string MoreDeals(MorningDigest digest) => digest.MoreDeals == 1
        ? "1 more deal has a signal. It can wait."
        : $"{digest.MoreDeals} more deals have signals. They can wait.";

    public static IReadOnlyList<(string Who, string What)> Notes(MorningDigest digest) =>
        [.. digest.MissingNotes.Select(rep => (Wording.Clean(rep.Rep.Name), rep.Describe(digest.Manager.TimeZone, digest.On)))];

    public static IReadOnlyList<(string Who, string What)> Needs(MorningDigest digest) =>
        [.. digest.RepsInNeed.Select(rep => (Wording.Clean(rep.Rep.Name), string.Join(' ', rep.Reasons)))];

    public static IReadOnlyList<(string Who, string What)> Customers(MorningDigest digest) =>
        [.. digest.Customers.Select(customer => ($"{customer.Name} ({customer.Owner})", customer.Describe()))];

    public static IReadOnlyList<(string Who, string What)> News(MorningDigest digest) => [.. digest.GoodNews.Select(news => (string.Empty, news))];

    public static string Compose(MorningDigest digest, int signalsShown, MailLinks? links)
    {
        var page = new TextPage().Line(digest.Headline).Line($"SalesSignals, {Wording.LongDay(digest.On)}").Blank().Line(Greeting(digest)).Line(digest.Heartbeat);
        Forecast(page, digest);
        Moves(page, digest);
        Deals(page, digest, signalsShown, links);
        Rows(page, NotesHeading, Notes(digest));
        Rows(page, NeedsHeading, Needs(digest));
        Rows(page, CustomersHeading, Customers(digest));
        Rows(page, NewsHeading, News(digest));
        return page.Footer(Footer, links).ToString();
    }

    private static void Forecast(TextPage page, MorningDigest digest)
    {
        if (digest.Forecast.Lines.IsEmpty)
        {
            return;
        }

        page.Heading(QuarterHeading(digest));
        foreach (var line in Charted(digest))
        {
            page.Line(line.Describe())
                .Line($"Closed won {line.Money(line.Won)}, commit {line.Money(line.Commit)}, best case {line.Money(line.BestCase)}, pipeline {line.Money(line.Pipeline)}.");
        }

        foreach (var line in Mentioned(digest))
        {
            page.Line($"Also {line.Describe()}");
        }

        if (digest.Forecast.Rates is { } rates)
        {
            page.Line(Converted(rates));
        }

        if (digest.Forecast.Unpriced > 0)
        {
            page.Line(Unpriced(digest));
        }
    }

    private static void Moves(TextPage page, MorningDigest digest)
    {
        if (!digest.Moves.Rows.IsEmpty)
        {
            page.Heading(MovesHeading(digest));
        }

        foreach (var row in digest.Moves.Rows)
        {
            page.Line($"{(row.Amounts.Length > 0 ? row.Amounts + ": " : string.Empty)}{row.TopNames}", indent: 15, first: $"{row.Count} {row.Label.ToLowerInvariant()}");
        }
    }

    private static void Deals(TextPage page, MorningDigest digest, int signalsShown, MailLinks? links)
    {
        if (!digest.Deals.IsEmpty)
        {
            page.Heading(DealsHeading);
        }

        foreach (var (deal, number) in digest.Deals.Select((deal, index) => (deal, index + 1)))
        {
            page.Heading($"{number}. {DealWords.Name(deal.Deal)}", '-').Line(DealWords.Facts(deal.Deal, digest.On, deal.Owner)).Blank();
            foreach (var signal in deal.Signals.Take(signalsShown))
            {
                page.Signal(signal);
            }

            page.Ending(DealWords.More(deal.Signals.Skip(signalsShown)), deal.Gravest, deal.Deal).Actions(links, deal.Deal, deal.Signals);
        }

        if (digest.MoreDeals > 0)
        {
            page.Blank().Line(MoreDeals(digest));
        }
    }

    private static void Rows(TextPage page, string heading, IReadOnlyList<(string Who, string What)> rows)
    {
        if (rows.Count > 0)
        {
            page.Heading(heading);
        }

        foreach (var (who, what) in rows.Take(Limits.Rows))
        {
            page.Line(who.Length > 0 ? $"{who}: {what}" : what, indent: 2, first: "*");
        }

        if (rows.Count > Limits.Rows)
        {
            page.Line($"and {rows.Count - Limits.Rows} more", indent: 2, first: "*");
        }
    }
}
