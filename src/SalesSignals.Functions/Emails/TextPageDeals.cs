using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Emails;

/// <summary>How a deal and its signals read in plain text.</summary>
internal static class TextPageDeals
{
    public static TextPage Signal(this TextPage page, Signal signal, string aside = "")
    {
        page.Line($"{Wording.Title(signal.Kind)} ({Wording.Words(signal.Severity.ToString()).ToLowerInvariant()}{aside}). {DealWords.Summary(signal)}", indent: 2, first: "*");
        foreach (var evidence in DealWords.Evidence(signal))
        {
            page.Line($"{evidence.Label}: {evidence.Value}", indent: 4);
        }

        return page.Line(DealWords.Limit(signal), indent: 4).Blank();
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

        return DealWords.Link(deal) is { } link ? page.Line(link) : page;
    }
}
