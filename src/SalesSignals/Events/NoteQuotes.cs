using System.Text;

namespace SalesSignals.Events;

/// <summary>
/// Takes out of a text what it quotes of earlier mails: that was read when it was new. A text that is nothing but a quote is read as it
/// is, and so is a mail that was passed on.
/// </summary>
internal static class NoteQuotes
{
    private const int LongestMark = 300;

    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny('>', ':') && text.IndexOf("---", StringComparison.Ordinal) < 0)
        {
            return text;
        }

        var own = new StringBuilder(text.Length);
        var (hasWords, isCut) = (false, false);
        for (var rest = text; !rest.IsEmpty;)
        {
            var end = rest.IndexOf('\n');
            var line = (end < 0 ? rest : rest[..end]).Trim();
            var after = end < 0 ? [] : rest[(end + 1)..];
            if (hasWords && BeginsQuote(line, FirstLine(after)))
            {
                isCut = true;
                break;
            }

            if (line is ['>', ..])
            {
                isCut = true;
            }
            else
            {
                own.Append(end < 0 ? rest : rest[..(end + 1)]);
                hasWords |= line.ContainsAnyInRange('0', 'z') || line.ContainsAnyExceptInRange('\0', '\x7f');
            }

            rest = after;
        }

        return isCut && hasWords ? own.ToString() : text;
    }

    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        return (end < 0 ? text : text[..end]).Trim();
    }

    /// <summary>"On Monday, Berta wrote:", on one line or two; "-----Original Message-----"; "From: … Sent: …".</summary>
    private static bool BeginsQuote(ReadOnlySpan<char> line, ReadOnlySpan<char> next)
    {
        if (line.Length > LongestMark)
        {
            return false;
        }

        return (line.StartsWith("On ", StringComparison.OrdinalIgnoreCase) && (EndsAsQuote(line) || (next.Length <= LongestMark && EndsAsQuote(next))))
            || (line.StartsWith("Am ", StringComparison.Ordinal) && (line.EndsWith("schrieb:", StringComparison.OrdinalIgnoreCase) || next.EndsWith("schrieb:", StringComparison.OrdinalIgnoreCase)))
            || (line.StartsWith("---", StringComparison.Ordinal) && line.EndsWith("---", StringComparison.Ordinal) && line.Contains("message", StringComparison.OrdinalIgnoreCase)
                && !line.Contains("forward", StringComparison.OrdinalIgnoreCase))
            || (line.StartsWith("From:", StringComparison.OrdinalIgnoreCase) && (next.StartsWith("Sent:", StringComparison.OrdinalIgnoreCase) || next.StartsWith("Date:", StringComparison.OrdinalIgnoreCase)));
    }

    private static bool EndsAsQuote(ReadOnlySpan<char> line) => line.EndsWith("wrote:", StringComparison.OrdinalIgnoreCase);
}
