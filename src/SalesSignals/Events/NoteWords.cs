namespace SalesSignals.Events;

/// <summary>Where words begin and end, and what between them is no text.</summary>
internal static class NoteWords
{
    private const int LongestTag = 2000;
    private const int LongestTagName = 12;

    private static readonly string[] Blocks = ["p", "div", "li", "ul", "ol", "tr", "td", "table", "h1", "h2", "h3", "h4", "h5", "h6", "br", "blockquote", "hr"];

    /// <summary>The word at an index; empty beyond the ends.</summary>
    public static string At(List<string> words, int index) => index >= 0 && index < words.Count ? words[index] : "";

    public static bool IsCurrency(char c) => c is '$' or '€' or '£' or '¥';

    /// <summary>How long the word is that begins a text.</summary>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (!IsCurrency(text[0]) && length < text.Length && (char.IsLetterOrDigit(text[length]) || IsInside(text, length)))
        {
            length++;
        }

        return length;
    }

    /// <summary>How long the tag or entity is that begins a text; 0 where there is none.</summary>
    public static int MarkupAt(ReadOnlySpan<char> text) => text switch
    {
        ['<', var next, ..] when char.IsAsciiLetter(next) || next is '/' or '!' => text[..Math.Min(text.Length, LongestTag)].IndexOf('>') + 1,
        ['&', ..] => EntityAt(text),
        _ => 0,
    };

    /// <summary>Whether a text begins with the tag of a block: what follows it is another paragraph, point or line.</summary>
    public static bool IsBlock(ReadOnlySpan<char> text)
    {
        if (text is not ['<', ..])
        {
            return false;
        }

        var name = text[1..Math.Min(text.Length, LongestTagName)].TrimStart('/');
        var length = 0;
        while (length < name.Length && char.IsAsciiLetterOrDigit(name[length]))
        {
            length++;
        }

        foreach (var block in Blocks)
        {
            if (name[..length].Equals(block, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public static string Lower(ReadOnlySpan<char> word) => word.ToString().Replace('’', '\'').ToLowerInvariant();

    public static bool IsNegation(string word) =>
        word is "no" or "not" or "without" or "never" or "cannot" || word.EndsWith("n't", StringComparison.Ordinal);

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
}
