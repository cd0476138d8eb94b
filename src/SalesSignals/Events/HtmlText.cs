using System.Net;
using System.Text;

namespace SalesSignals.Events;

/// <summary>
/// The text of HTML that users write into notes: blocks become lines, other tags vanish, entities are decoded. For reading only: what
/// it returns is no safer to show than what it was given.
/// </summary>
public static class HtmlText
{
    private const int LongestName = 16;

    /// <summary>At most <see cref="NoteReader.MaxLength"/> characters of text, or a little more.</summary>
    public static string Of(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (!html.AsSpan().ContainsAny('<', '&'))
        {
            return html;
        }

        var text = new StringBuilder(Math.Min(html.Length, NoteReader.MaxLength));
        var rest = html.AsSpan();
        while (!rest.IsEmpty && text.Length < NoteReader.MaxLength)
        {
            var tag = rest.IndexOf('<');
            text.Append(tag < 0 ? rest : rest[..tag]);
            rest = tag < 0 ? [] : AfterMarkup(rest[tag..], text);
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    /// <summary>What follows the tag at the beginning, and what it holds that is not text; a <c>&lt;</c> that begins no tag is text.</summary>
    private static ReadOnlySpan<char> AfterMarkup(ReadOnlySpan<char> html, StringBuilder text)
    {
        if (html is ['<', '!', '-', '-', ..])
        {
            return After(html, "-->");
        }

        var name = NameAt(html);
        if (name.IsEmpty)
        {
            text.Append('<');
            return html[1..];
        }

        if (!IsInline(name))
        {
            text.Append('\n');
        }

        return html[1] != '/' && IsNoText(name) ? After(After(html, $"</{name}"), ">") : After(html, ">");
    }

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> html)
    {
        var from = html.Length > 1 && html[1] is '/' or '!' ? 2 : 1;
        var length = 0;
        while (length < LongestName && from + length < html.Length && char.IsAsciiLetterOrDigit(html[from + length]))
        {
            length++;
        }

        return length > 0 && char.IsAsciiLetter(html[from]) ? html.Slice(from, length) : [];
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> html, string end)
    {
        var at = html.IndexOf(end, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? [] : html[(at + end.Length)..];
    }

    private static bool IsInline(ReadOnlySpan<char> name) => IsOneOf(
        name, "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "u");

    private static bool IsNoText(ReadOnlySpan<char> name) => IsOneOf(name, "script", "style", "head", "title");

    private static bool IsOneOf(ReadOnlySpan<char> name, params ReadOnlySpan<string> names)
    {
        foreach (var known in names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
