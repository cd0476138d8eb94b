using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Emails;

/// <summary>How a deal and its signals read in plain text.</summary>
internal static class TextPageDeals
{
    /// <param name="isFull">Whether its card shows evidence.</param>
    public static TextPage Signal(this TextPage page, Signal signal, Detail detail, bool isFull, string aside = "")
    {
        page.Line($"{Wording.Title(signal.Kind)} ({Wording.Words(signal.Severity.ToString()).ToLowerInvariant()}{aside}). {DealWords.Summary(signal)}", indent: 2, first: "*");
        foreach (var evidence in DealWords.Evidence(signal, isFull ? detail.Evidence : 0))
        {
            page.Line($"{evidence.Label}: {evidence.Value}", indent: 4);
        }

        return (detail.Limits ? page.Line(DealWords.Limit(signal), indent: 4) : page).Blank();
    }

    public static TextPage Ending(this TextPage page, string more, Signal gravest, BoardDeal deal, params IEnumerable<string> then)
    {
        if (more.Length > 0)
        {
            page.Line(more, indent: 2).Blank();
        }

        page.Line($"Next step: {DealWords.Action(gravest)}", indent: 3, first: "=>");
        foreach (var action in then)
        {
            page.Line($"Then: {action}", indent: 3, first: "=>");
        }

        return page.Link(deal);
    }

    /// <summary>A deal that gets one row.</summary>
    public static TextPage Row(this TextPage page, BoardDeal deal, IEnumerable<Signal> signals, Person? owner = null) =>
        page.Line($"{DealWords.RowName(deal)}, {DealWords.RowFacts(deal, owner)}: {DealWords.Kinds(signals)}", indent: 2, first: "*").Link(deal);

    /// <summary>Where the deal stands in the CRM.</summary>
    public static TextPage Link(this TextPage page, BoardDeal deal) => DealWords.Link(deal) is { } link ? page.Line(link) : page;

    /// <summary>What a reader can do about a deal: fewer links than HTML has, since here each shows in full.</summary>
    public static TextPage Actions(this TextPage page, MailLinks? links, BoardDeal deal, IEnumerable<Signal> signals)
    {
        if (links is null)
        {
            return page;
        }

        var said = signals.Select(signal => (signal, Links: links.Of(deal, signal))).Where(one => !one.Links.IsEmpty).ToArray();
        var notes = said.Where(one => one.signal.Kind == SignalKinds.MissingNotes).Take(1);
        foreach (var (link, place) in links.Of(deal).Take(2).Select((link, place) => (link, place)))
        {
            page.Line(place == 0 ? $"{link.Text}:" : "Park it, for days or until a date:").Line(link.Href);
        }

        foreach (var (signal, its) in said.Take(1).Union(notes))
        {
            page.Line($"{its[0].Text} ({Wording.Words(signal.Kind)}):").Line(its[0].Href);
        }

        return page;
    }

    /// <summary>A section of who and what, a line each; nothing at all where there are none.</summary>
    public static TextPage Rows(this TextPage page, string heading, IReadOnlyList<(string Who, string What)> rows, int most = Limits.Rows)
    {
        if (rows.Count > 0)
        {
            page.Heading(heading);
        }

        foreach (var (who, what) in rows.Take(most))
        {
            page.Line(who.Length > 0 ? $"{who}: {what}" : what, indent: 2, first: "*");
        }

        return rows.Count > most ? page.Line(DealWords.MoreOf(rows.Count - most), indent: 2, first: "*") : page;
    }

    public static TextPage Footer(this TextPage page, string footer, MailLinks? links)
    {
        page.Blank().Line("--").Line(footer);
        return links is null
            ? page
            : page.Line($"{links.Preferences.Text}:").Line(links.Preferences.Href).Line($"{links.Unsubscribe.Text}:").Line(links.Unsubscribe.Href);
    }
}
