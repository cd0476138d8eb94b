using System.Globalization;
using System.Text;
using SalesSignals.Directory;

namespace SalesSignals.Alerts;

/// <summary>
/// How names, days and counts are written to people: numbers and the order of day and month as their reader knows them
/// (<see cref="ReaderCulture"/>), month names of the invariant culture. Unlike en-GB's, those do not change with the machine's ICU ("Sep", "Sept").
/// </summary>
public static class Wording
{
    /// <summary>
    /// A name from outside on one line: control characters (line breaks would reach mail headers) become spaces, marks that turn the
    /// direction of the text around them are dropped, and what is too long is cut.
    /// </summary>
    public static string Clean(string? text, int longest = 80)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? string.Empty).EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                AppendSpace(clean);
            }
            else if (!TurnsDirection(rune))
            {
                clean.Append(rune.ToString());
            }

            if (clean.Length > longest)
            {
                return Cut(clean.ToString(), longest);
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary><c>1 deal</c>, <c>3 deals</c>.</summary>
    public static string Count(long count, string one, string? many = null)
    {
        var number = ReaderCulture.Current.Number(count);
        return count == 1 ? $"{number} {one}" : $"{number} {many ?? one + "s"}";
    }

    /// <summary><c>2 Nov</c>, with its year where that is not this one.</summary>
    public static string Day(DateOnly day, DateOnly today) => ReaderCulture.Current.Day(day, withYear: day.Year != today.Year);

    /// <summary><c>Monday 2 Nov 2026</c>.</summary>
    public static string LongDay(DateOnly day) =>
        $"{day.ToString("dddd", CultureInfo.InvariantCulture)}{(ReaderCulture.Current.MonthFirst ? "," : "")} {ReaderCulture.Current.Day(day, withYear: true)}";

    /// <summary><c>07:12 today</c>, <c>yesterday 18:40</c>, <c>Friday 18:40</c>, <c>12 Oct</c>.</summary>
    public static string Moment(LocalMoment at, DateOnly today)
    {
        var time = ReaderCulture.Current.Time(at.Time);
        return (today.DayNumber - at.Date.DayNumber) switch
        {
            0 => $"{time} today",
            1 => $"yesterday {time}",
            > 1 and < 7 => $"{at.Date.DayOfWeek} {time}",
            _ => Day(at.Date, today),
        };
    }

    /// <summary>A stored name as words: <c>stalled-deal</c> is <c>Stalled deal</c>.</summary>
    public static string Title(string? name)
    {
        var words = Words(name);
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A stored name within a sentence: <c>best-case</c> is <c>best case</c>.</summary>
    public static string Words(string? name) => Clean(name, 40).Replace('-', ' ').Replace('_', ' ');

    /// <summary><c>Acme</c>; <c>Acme and Globex</c>; <c>Acme, Globex and 3 more</c>.</summary>
    public static string List(IReadOnlyList<string> names, int shown)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count > shown)
        {
            return $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more";
        }

        return names.Count <= 1 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }

    public static string FirstName(string name) => ReaderCulture.Current.FamilyNameFirst ? Clean(name) : Clean(name).Split(' ')[0];

    private static void AppendSpace(StringBuilder clean)
    {
        if (clean.Length > 0 && clean[^1] != ' ')
        {
            clean.Append(' ');
        }
    }

    private static string Cut(string text, int longest)
    {
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end].TrimEnd() + "…";
    }

    private static bool TurnsDirection(Rune rune) => rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
