using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>Reads <c>/Date(1774170300000)/</c> and <c>/Date(1774170300000-0700)/</c>. The milliseconds are UTC; the offset only informs.</summary>
internal static class DataverseDate
{
    private const string Prefix = "/Date(";
    private const string Suffix = ")/";
    private const int OffsetLength = 5;

    /// <summary>The instant. A text in another form must be RFC 3339.</summary>
    public static DateTimeOffset Parse(string text, string member)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || !text.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return EventText.Instant(text, member);
        }

        var milliseconds = WithoutOffset(text.AsSpan()[Prefix.Length..^Suffix.Length]);
        return long.TryParse(milliseconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? EventText.UnixMilliseconds(number, member)
            : throw new UnreadableEventException($"{member} must be a date such as /Date(1774170300000)/.");
    }

    private static ReadOnlySpan<char> WithoutOffset(ReadOnlySpan<char> text) =>
        text.Length > OffsetLength && text[^OffsetLength..] is ['+' or '-', .. var digits] && !digits.ContainsAnyExceptInRange('0', '9')
            ? text[..^OffsetLength]
            : text;
}
