using System.Globalization;
using System.Text.RegularExpressions;
using SalesSignals.Directory;

namespace SalesSignals.Alerts;

/// <summary>
/// Turns what a rule has written and stored into what its reader is used to. Rules write for nobody in particular, always alike
/// (<c>120,000 EUR</c>, <c>€1,500</c>, <c>2 Nov 2026</c>), so their amounts and days are found again.
/// </summary>
public static partial class WrittenText
{
    public static string ForReader(string text)
    {
        var culture = ReaderCulture.Current;
        return culture.Name.Length == 0 ? text : Days().Replace(Amounts().Replace(text, match => Amount(match, culture)), match => Day(match, culture));
    }

    private static string Amount(Match match, ReaderCulture culture)
    {
        if (!decimal.TryParse(match.Groups["number"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
        {
            return match.Value;
        }

        var symbol = match.Groups["symbol"].Value;
        return (symbol.Length > 0, culture.SymbolAfter) switch
        {
            (false, _) => culture.Number(number),
            (true, true) => $"{culture.Number(number)}\u00A0{symbol}",
            (true, false) => symbol + culture.Number(number),
        };
    }

    private static string Day(Match match, ReaderCulture culture)
    {
        var hasYear = match.Groups["year"].Success;
        var text = hasYear ? match.Value : match.Value + " 2000";
        return DateOnly.TryParseExact(text, "d MMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? culture.Day(day, hasYear) : match.Value;
    }

    /// <summary>With a symbol, or with separators between thousands: a plain <c>2026</c> may be a year.</summary>
    [GeneratedRegex(@"(?<![\w.,])(?:(?<symbol>[€$£])(?<number>\d{1,3}(?:,\d{3})*|\d+)|(?<number>\d{1,3}(?:,\d{3})+))(?![\w]|[.,]\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Amounts();

    [GeneratedRegex(@"(?<!\w)\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?<year> \d{4})?(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Days();
}
