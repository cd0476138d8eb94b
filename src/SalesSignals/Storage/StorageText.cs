using System.Buffers;

namespace SalesSignals.Storage;

/// <summary>Which characters may stand where in Azure Storage.</summary>
internal static class StorageText
{
    private static readonly SearchValues<char> NotInKeys = SearchValues.Create(
        [.. "/\\#?", .. Range(0x00, 0x1F), .. Range(0x7F, 0x9F)]);

    private static readonly SearchValues<char> NotInXml = SearchValues.Create(
        [.. Range(0x00, 0x08), '\v', '\f', .. Range(0x0E, 0x1F), '\uFFFE', '\uFFFF']);

    private static readonly SearchValues<char> Surrogates = SearchValues.Create([.. Range(0xD800, 0xDFFF)]);

    private static readonly SearchValues<char> InColumnNames = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Where a partition or row key has a character that Azure refuses; -1 where nowhere.</summary>
    public static int FindNotKey(string key) => First(key.AsSpan().IndexOfAny(NotInKeys), FindNotUtf16(key));

    /// <summary>Where a text has a character that XML 1.0 cannot carry; -1 where nowhere.</summary>
    public static int FindNotXml(string text) => First(text.AsSpan().IndexOfAny(NotInXml), FindNotUtf16(text));

    /// <summary>Where a text has a surrogate without its other half; -1 where nowhere.</summary>
    public static int FindNotUtf16(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAny(Surrogates); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return i;
            }

            i++;
        }

        return -1;
    }

    public static bool IsColumnName(string name) =>
        name.Length is > 0 and <= StorageLimits.ColumnNameLength
        && !char.IsAsciiDigit(name[0])
        && !name.AsSpan().ContainsAnyExcept(InColumnNames)
        && name is not ("PartitionKey" or "RowKey" or "Timestamp");

    private static int First(int one, int other) => (one, other) switch
    {
        ( < 0, _) => other,
        (_, < 0) => one,
        _ => Math.Min(one, other),
    };

    private static IEnumerable<char> Range(int from, int to) => Enumerable.Range(from, to - from + 1).Select(c => (char)c);
}
