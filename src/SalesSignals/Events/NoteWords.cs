namespace SalesSignals.Events;

/// <summary>
/// Splits a text into lower-case words. Numbers keep what is inside them (12,000, 10:30, 2026-12-15, 3/4); currency signs are words of
/// their own; HTML tags and entities, which CRMs put into notes, are none.
/// </summary>
internal static class NoteWords
{
    private const int LongestTag = 2000;

    public static List<string> Split(ReadOnlySpan<char> text)
    {
        var words = new List<string>(text.Length / 6);
        for (var i = 0; i < text.Length;)
        {
            var length = MarkupAt(text[i..]);
            if (length == 0 && (char.IsLetterOrDigit(text[i]) || IsCurrency(text[i])))
            {
                length = WordAt(text[i..]);
                words.Add(Lower(text.Slice(i, length)));
            }

            i += Math.Max(length, 1);
        }

        return words;
    }

    /// <summary>The word at an index; empty beyond the ends.</summary>
    public static string At(List<string> words, int index) => index >= 0 && index < words.Count ? words[index] : "";

    public static bool IsCurrency(char c) => c is '$' or '€' or '£' or '¥';

    private static int WordAt(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (!IsCurrency(text[0]) && length < text.Length && (char.IsLetterOrDigit(text[length]) || IsInside(text, length)))
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether a mark belongs to the word around it: the apostrophe of we'll, the comma of 12,000.</summary>
    private static bool IsInside(ReadOnlySpan<char> text, int index)
    {
        if (index + 1 >= text.Length)
        {
            return false;
        }

        var (before, after) = (text[index - 1], text[index + 1]);
        return text[index] switch
        {
            '\'' or '’' => char.IsLetter(before) && char.IsLetter(after),
            ',' or '.' or ':' or '/' or '-' => char.IsAsciiDigit(before) && char.IsAsciiDigit(after),
            _ => false,
        };
    }

    private static int MarkupAt(ReadOnlySpan<char> text) => text switch
    {
        ['<', var next, ..] when char.IsAsciiLetter(next) || next is '/' or '!' => text[..Math.Min(text.Length, LongestTag)].IndexOf('>') + 1,
        ['&', ..] => EntityAt(text),
        _ => 0,
    };

    /// <summary>The length of an entity such as <c>&amp;nbsp;</c> or <c>&amp;#160;</c>; 0 where there is none.</summary>
    private static int EntityAt(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, 10)].IndexOf(';');
        if (end < 2)
        {
            return 0;
        }

        foreach (var c in text[1..end])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '#')
            {
                return 0;
            }
        }

        return end + 1;
    }

    private static string Lower(ReadOnlySpan<char> word) => word.ToString().Replace('’', '\'').ToLowerInvariant();
}
