using System.Collections.Frozen;
using System.Globalization;

namespace SalesSignals.Events;

/// <summary>
/// Where a note names a day: Thursday, 3 March, 12/03, tomorrow, in two weeks, end of month. "Soon" and "next week" name none, and
/// "today" mostly says when the note was written.
/// </summary>
internal static class NoteDates
{
    private static readonly FrozenSet<string> Days = Set(
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays", "tue", "tues", "wed", "thu", "thur", "thurs", "fri",
        "tomorrow", "eod", "eow", "eom", "eoq", "eoy");

    private static readonly FrozenSet<string> Months = Set(
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb",
        "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");

    private static readonly FrozenSet<string> Counts = Set("a", "one", "two", "three", "four", "five", "six", "ten");

    /// <summary>Fractions and figures of speech that look like a day and month.</summary>
    private static readonly FrozenSet<string> NoDates = Set("24/7", "1/2", "1/3", "2/3", "1/4", "3/4", "9/5");

    public static bool IsAt(List<string> words, int i, NoteLexicon lexicon) =>
        (char.IsAsciiDigit(words[i][0]) && IsNumeric(words[i]))
        || (lexicon.IsEnglish && IsEnglish(words, i))
        || lexicon.Days.IsAt(words, i)
        || (lexicon.Months.IsAt(words, i) && IsBesideDay(words, i));

    private static bool IsEnglish(List<string> words, int i) =>
        Days.Contains(words[i])
        || (Months.Contains(words[i]) && IsBesideDay(words, i))
        || (words[i] is "in" or "within" && IsSpan(words, i + 1))
        || (words[i] is "end" && IsEndOfPeriod(words, i + 1));

    private static bool IsBesideDay(List<string> words, int i) => IsDayOfMonth(NoteWords.At(words, i + 1)) || IsDayBefore(words, i);

    private static bool IsDayBefore(List<string> words, int i) =>
        IsDayOfMonth(NoteWords.At(words, i - 1)) || (NoteWords.At(words, i - 1) is "of" && IsDayOfMonth(NoteWords.At(words, i - 2)));

    private static bool IsSpan(List<string> words, int i) =>
        (Counts.Contains(NoteWords.At(words, i)) || IsNumber(NoteWords.At(words, i), 1, 365))
        && NoteWords.At(words, i + 1) is "day" or "days" or "week" or "weeks" or "month" or "months";

    private static bool IsEndOfPeriod(List<string> words, int i)
    {
        var at = NoteWords.At(words, i) is "of" ? i + 1 : i;
        at += NoteWords.At(words, at) is "the" or "this" or "next" ? 1 : 0;
        var period = NoteWords.At(words, at);
        return period is "week" or "month" or "quarter" or "year" or "day" or "q1" or "q2" or "q3" or "q4" || Months.Contains(period);
    }

    /// <summary>3, 3rd, 21st: a number that is no longer than a day of the month.</summary>
    private static bool IsDayOfMonth(string word) => IsNumber(word.TrimEnd('s', 't', 'n', 'd', 'r', 'h'), 1, 31);

    private static bool IsNumeric(string word)
    {
        if (NoDates.Contains(word))
        {
            return false;
        }

        if (word.Split('-') is [{ Length: 4 } year, var month, var day])
        {
            return IsNumber(year, 1970, 2199) && IsNumber(month, 1, 12) && IsNumber(day, 1, 31);
        }

        return word.Split('/') is [var first, var second, ..] slashed && slashed.Length <= 3 ? IsDayAndMonth(first, second)
            : word.Split('.') is [var d, var m, { Length: 2 or 4 }] && IsDayAndMonth(d, m);
    }

    private static bool IsDayAndMonth(string first, string second) =>
        (IsNumber(first, 1, 31) && IsNumber(second, 1, 12)) || (IsNumber(first, 1, 12) && IsNumber(second, 1, 31));

    private static bool IsNumber(string word, int min, int max) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max;

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
