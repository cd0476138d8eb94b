using SalesSignals.Alerts;

namespace SalesSignals.Functions.Emails;

/// <summary>The sentences of a rep's alert, and its plain text.</summary>
internal static class RepAlertText
{
    public const string Footer = "Each thing is told once, and again only if it gets worse. Nights, weekends and holidays stay quiet.";

    public static string Preheader(RepAlert alert) => DealWords.Action(alert.Deals[0].Gravest);

    public static string Greeting(RepAlert alert) => alert.Deals.Length == 1
        ? $"Hi {Wording.FirstName(alert.Rep.Name)}, this is new, with what we saw and a next step."
        : $"Hi {Wording.FirstName(alert.Rep.Name)}, this is new, the most pressing first, with what we saw and a next step for each.";

    public static string Waiting(RepAlert alert) => alert.WaitingDeals == 1
        ? "1 more deal has news. It can wait; there is enough here for today."
        : $"{alert.WaitingDeals} more deals have news. They can wait; there is enough here for today.";

    public static string Compose(RepAlert alert, Detail detail, MailLinks? links)
    {
        var page = new TextPage().Line(alert.Headline).Line($"SalesSignals, {Wording.LongDay(alert.On)}").Blank().Line(Greeting(alert));
        foreach (var (deal, number) in alert.Deals.Take(detail.Cards).Select((deal, index) => (deal, index + 1)))
        {
            page.Heading($"{number}. {DealWords.Name(deal.Deal)}", '-').Line(DealWords.Facts(deal.Deal, alert.On)).Blank();
            foreach (var signal in deal.Signals.Take(detail.Signals))
            {
                page.Signal(signal.Raised.Signal, detail, number <= detail.FullCards, signal.GotWorse ? ", got worse" : string.Empty);
            }

            page.Ending(DealWords.More(deal.Signals.Skip(detail.Signals).Select(signal => signal.Raised.Signal)), deal.Gravest, deal.Deal, DealWords.Then(deal, detail))
                .Actions(links, deal.Deal, [.. deal.Signals.Select(signal => signal.Raised.Signal)]);
        }

        page.Blank();
        foreach (var deal in alert.Deals.Skip(detail.Cards))
        {
            page.Row(deal.Deal, deal.Signals.Select(signal => signal.Raised.Signal));
        }

        if (alert.WaitingDeals > 0)
        {
            page.Blank().Line(Waiting(alert));
        }

        return page.Footer(Footer, links).ToString();
    }
}
