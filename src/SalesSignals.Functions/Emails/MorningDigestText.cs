using SalesSignals.Alerts;
using SalesSignals.Digests;
using SalesSignals.Directory;

namespace SalesSignals.Functions.Emails;

/// <summary>The sentences of a manager's morning digest, and its plain text.</summary>
internal static class MorningDigestText
{
    public const string Footer = "Sent every working morning. It points; you and your team know the customer.";

    public const string DealsHeading = "Where you can help";

    public const string NotesHeading = "Notes still to be written";

    public const string NeedsHeading = "Who could use your help";

    public const string CustomersHeading = "Customers to look after";

    public const string AlsoHeading = "Also";

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
        $"Moved since {Wording.Moment(LocalMoment.Of(digest.Moves.Since, digest.Manager.TimeZone), digest.On)}";

    public static string MoreDeals(MorningDigest digest) => digest.MoreDeals == 1
        ? "1 more deal has a signal. It can wait."
        : $"{digest.MoreDeals} more deals have signals. They can wait.";

    public static IReadOnlyList<(string Who, string What)> Notes(MorningDigest digest) =>
        [.. digest.MissingNotes.Select(rep => (Wording.Clean(rep.Rep.Name), rep.Describe(digest.Manager.TimeZone, digest.On)))];

    public static IReadOnlyList<(string Who, string What)> Needs(MorningDigest digest, Detail detail) =>
        [.. digest.RepsInNeed.Select(rep => (Wording.Clean(rep.Rep.Name), string.Join(' ', detail.Rows < Limits.Rows ? rep.Reasons.Take(1) : rep.Reasons)))];

    public static IReadOnlyList<(string Who, string What)> Customers(MorningDigest digest, Detail detail) =>
        [.. digest.Customers.Select(customer => ($"{customer.Name} ({customer.Owner})", detail.Rows < Limits.Rows ? DealWords.Summary(customer.Signal) : customer.Describe()))];

    /// <summary>Who lacks notes, who could use help and whom to look after, a line each, where there is no room for more.</summary>
    public static IReadOnlyList<(string Label, string What)> Also(MorningDigest digest) =>
    [
        .. Line("Notes due", digest.MissingNotes.Select(rep => $"{Name(rep.Rep)} ({rep.Conversations})"), shown: 4),
        .. Line("Needs help", digest.RepsInNeed.Select((rep, place) => place == 0 ? $"{Name(rep.Rep)} ({Lower(FirstSentence(rep.Reasons[0]))})" : Name(rep.Rep)), shown: 3),
        .. Line("Customers", digest.Customers.Select(customer => $"{customer.Name} ({customer.Owner})"), shown: 2),
    ];

    public static IReadOnlyList<(string Who, string What)> News(MorningDigest digest) => [.. digest.GoodNews.Select(news => (string.Empty, news))];

    public static string Compose(MorningDigest digest, Detail detail, MailLinks? links)
    {
        var page = new TextPage().Line(digest.Headline).Line($"SalesSignals, {Wording.LongDay(digest.On)}").Blank().Line(Greeting(digest)).Line(digest.Heartbeat);
        Forecast(page, digest);
        Moves(page, digest, detail);
        Cards(page, digest, detail, links);
        if (detail.Brief)
        {
            Also(page, digest);
        }
        else
        {
            page.Rows(NotesHeading, Notes(digest), detail.Rows).Rows(NeedsHeading, Needs(digest, detail), detail.Rows).Rows(CustomersHeading, Customers(digest, detail), detail.Rows);
        }

        page.Rows(NewsHeading, News(digest), detail.Rows);
        return page.Footer(Footer, links).ToString();
    }

    private static IEnumerable<(string Label, string What)> Line(string label, IEnumerable<string> names, int shown) =>
        names.ToArray() is { Length: > 0 } all ? [(label, Wording.List(all, shown))] : [];

    private static string Name(Person person) => Wording.Clean(Wording.FirstName(person.Name), 30);

    private static string FirstSentence(string text) => Wording.Clean(text.Split(". ")[0], 80);

    private static string Lower(string sentence) => sentence.Length == 0 ? sentence : char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');

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

    private static void Moves(TextPage page, MorningDigest digest, Detail detail)
    {
        if (!digest.Moves.Rows.IsEmpty)
        {
            page.Heading(MovesHeading(digest));
        }

        foreach (var row in digest.Moves.Rows)
        {
            page.Line(string.Join(": ", new[] { row.Amounts, row.Named(detail.Moves) }.Where(part => part.Length > 0)), indent: 15, first: $"{row.Count} {row.Label.ToLowerInvariant()}");
        }
    }

    private static void Cards(TextPage page, MorningDigest digest, Detail detail, MailLinks? links)
    {
        if (!digest.Cards.IsEmpty)
        {
            page.Heading(DealsHeading);
        }

        foreach (var (card, number) in digest.Cards.Take(detail.FullCards).Select((card, index) => (card, index + 1)))
        {
            if (card.Cause is { } cause)
            {
                page.Heading($"{number}. {cause.Headline}", '-');
                Cause(page, card, cause, digest.On, detail);
            }
            else
            {
                page.Heading($"{number}. {DealWords.Name(card.First.Deal)}", '-');
                Deal(page, card.First, digest.On, detail, links);
            }
        }

        Short(page, digest.Cards.Skip(detail.FullCards));
        if (digest.MoreDeals > 0)
        {
            page.Blank().Line(MoreDeals(digest));
        }
    }

    private static void Deal(TextPage page, DigestDeal deal, DateOnly today, Detail detail, MailLinks? links)
    {
        page.Line(DealWords.Facts(deal.Deal, today, deal.Owner)).Blank();
        foreach (var signal in deal.Signals.Take(detail.Signals))
        {
            page.Signal(signal, detail, isFull: true);
        }

        page.Ending(DealWords.More(deal.Signals.Skip(detail.Signals)), deal.Gravest, deal.Deal).Actions(links, deal.Deal, deal.Signals);
    }

    private static void Cause(TextPage page, DigestCard card, DigestCause cause, DateOnly today, Detail detail)
    {
        var shown = DealWords.ShownOfCause(detail);
        foreach (var deal in card.Deals.Take(shown))
        {
            var also = DealWords.Also(deal) is { Length: > 0 } others ? $". {others}" : string.Empty;
            page.Line($"{DealWords.RowName(deal.Deal)}: {DealWords.BriefFacts(deal.Deal, today)}{also}", indent: 2, first: "*").Link(deal.Deal);
        }

        if (card.Deals.Length > shown)
        {
            page.Line(DealWords.MoreOf(card.Deals.Length - shown), indent: 2, first: "*");
        }

        page.Blank().Line($"Next step: {cause.NextAction}", indent: 3, first: "=>");
    }

    /// <summary>Those beyond the full ones, a row each.</summary>
    private static void Short(TextPage page, IEnumerable<DigestCard> cards)
    {
        page.Blank();
        foreach (var card in cards)
        {
            if (card.Cause is { } cause)
            {
                page.Line($"{cause.Headline}.", indent: 2, first: "*");
            }
            else
            {
                page.Row(card.First.Deal, card.First.Signals, card.First.Owner);
            }
        }
    }

    private static void Also(TextPage page, MorningDigest digest)
    {
        var lines = Also(digest);
        if (lines.Count > 0)
        {
            page.Heading(AlsoHeading);
        }

        foreach (var (label, what) in lines)
        {
            page.Line(what, indent: 15, first: label);
        }
    }
}
