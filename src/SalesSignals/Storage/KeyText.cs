using System.Globalization;
using System.Text;

namespace SalesSignals.Storage;

/// <summary>
/// Makes any text safe inside a partition or row key, and back. Table Storage forbids <c>/ \ # ?</c> and control characters, and
/// <c>%</c> makes trouble in URLs; <c>|</c> separates the parts of our keys; half a surrogate pair is no text. Each becomes <c>!</c>
/// and four hex digits.
/// </summary>
public static class KeyText
{
    public const char Separator = '|';

    /// <summary>Escapes one part of a key.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(Forbidden) && StorageText.FindNotUtf16(text) < 0)
        {
            return text;
        }

        var key = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (Forbidden.Contains(text[i]) || IsHalf(text, i))
            {
                key.Append('!').Append(((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                key.Append(text[i]);
            }
        }

        return key.ToString();
    }

    /// <summary>Undoes <see cref="Escape"/>.</summary>
    public static string Unescape(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!key.Contains('!', StringComparison.Ordinal))
        {
            return key;
        }

        var text = new StringBuilder(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] == '!' && i + 4 < key.Length
                && ushort.TryParse(key.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                i += 4;
            }
            else
            {
                text.Append(key[i]);
            }
        }

        return text.ToString();
    }

    /// <summary>An instant as a key part that sorts by time.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfffffff'Z'", CultureInfo.InvariantCulture);

    private static bool IsHalf(string text, int at) => char.IsSurrogate(text[at])
        && !(char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        && !(char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]));

    private static readonly System.Buffers.SearchValues<char> Forbidden = System.Buffers.SearchValues.Create(
        [.. "/\\#?%|!\uFFFE\uFFFF", .. Enumerable.Range(0, 0x20).Select(c => (char)c), .. Enumerable.Range(0x7F, 0x21).Select(c => (char)c)]);
}
