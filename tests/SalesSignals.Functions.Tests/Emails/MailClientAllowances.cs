namespace SalesSignals.Functions.Tests.Emails;

/// <summary>
/// What our emails use although some mail client does not support it, each with why nobody is worse off for it. Clients: Gmail, Outlook (Windows,
/// web, macOS, phones), Apple Mail, Yahoo, Samsung, as caniemail.com has tested them. Anything else that a client lacks is a failure.
/// </summary>
internal static class MailClientAllowances
{
    private const string Ornament = "ornament: without it the email looks plainer and reads the same";
    private const string DarkMode = "dark mode and phones only: a client that drops the sheet shows the light email, whole, by its inline styles";
    private const string Cells = "set on table cells and tables, where Outlook for Windows keeps it; on text it only loosens the rows";
    private const string Spoken = "for those who listen: a client that drops it leaves the text, which says the same";
    private const string LongWords = "only breaks words that are longer than a line; where it is unknown such a word may widen the email";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["<bdi> element"] = "keeps a name written right to left from turning what stands beside it; dropped, the letters still stand there",
        ["<body> element"] = "becomes a <div>: every colour and font is set again on tables and cells inside",
        ["<style> element"] = DarkMode,
        ["@media"] = DarkMode,
        ["Class selector"] = DarkMode,
        ["!important keyword"] = DarkMode,
        ["color-scheme CSS property"] = DarkMode,
        ["color-scheme meta tag"] = DarkMode,
        ["supported-color-schemes"] = DarkMode,
        ["background"] = "only background-color is used, which all support",
        ["border"] = "thinner than 8 px, on table cells",
        ["border-radius"] = Ornament,
        ["border-spacing"] = "always 0, as the cellspacing attribute beside it says too",
        ["table-layout"] = "of the forecast bar, whose cells have widths; and the numbers stand beside it",
        ["display"] = "only none and inline-block, of which partial support lacks none",
        ["display:none"] = "hides the preview line; where it shows, it is one line in the colour of the ground",
        ["max-height property"] = "hides the preview line, together with display:none",
        ["overflow"] = "hides the preview line, together with display:none",
        ["mso-hide"] = "hides the preview line in Outlook for Windows",
        ["-webkit-text-size-adjust"] = "keeps phones from enlarging some text only; elsewhere unknown and dropped",
        ["mso-padding-alt"] = "gives Outlook for Windows the padding of buttons; elsewhere unknown and dropped",
        ["font-size"] = "in px only",
        ["font-weight"] = "600 and 700 only: bold everywhere",
        ["height property"] = "of empty rows, bars and marks; on table cells, where Outlook for Windows keeps it, and as a least height at Yahoo",
        ["letter-spacing"] = Ornament,
        ["line-height"] = "a line is a little higher in Outlook for Windows",
        ["margin"] = "never negative; auto centres the sheet, which the align attribute does too",
        ["padding"] = Cells,
        ["max-width"] = "the sheet is a table, and Outlook for Windows gets a table of 600 px around it",
        ["width attribute"] = "on tables and cells only",
        ["width property"] = "on tables and cells only, beside the attribute",
        ["align attribute"] = "on table cells and one centred table",
        ["text-decoration"] = "one value only",
        ["text-underline-offset"] = Ornament,
        ["overflow-wrap"] = LongWords,
        ["word-break"] = LongWords,
        ["white-space"] = "keeps an amount on one line; where it is unknown the amount may break",
        ["aria-hidden attribute"] = Spoken,
        ["aria-label attribute"] = Spoken,
        ["role attribute"] = Spoken,
        ["lang attribute"] = "on <html> only; that it is missing on cells is no loss",
        ["color"] = "CSS 1, so old that caniemail does not ask for it",
        ["font-family"] = "CSS 1, so old that caniemail does not ask for it; ends in sans-serif",
    };
}
