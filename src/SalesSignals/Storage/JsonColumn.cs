using System.IO.Compression;
using System.Text;

namespace SalesSignals.Storage;

/// <summary>
/// Keeps a JSON text in a row: as text where it fits into a string column, past that compressed in as many binary columns as it needs
/// (<c>Name</c>, <c>Name1</c>, …).
/// </summary>
public static class JsonColumn
{
    public static void Write(TableRow row, string column, string json)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (json.Length <= StorageLimits.StringLength)
        {
            row[column] = json;
            return;
        }

        var bytes = Compress(json);
        for (int i = 0, from = 0; from < bytes.Length; i++, from += StorageLimits.BinaryBytes)
        {
            row[Name(column, i)] = bytes[from..Math.Min(from + StorageLimits.BinaryBytes, bytes.Length)];
        }
    }

    /// <summary>The text, or null where the row has none.</summary>
    public static string? Read(TableRow row, string column)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.GetBinary(column) is null)
        {
            return row.GetString(column);
        }

        using var compressed = new MemoryStream();
        for (var i = 0; row.GetBinary(Name(column, i)) is { } bytes; i++)
        {
            compressed.Write(bytes);
        }

        compressed.Position = 0;
        using var text = new StreamReader(new BrotliStream(compressed, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static string Name(string column, int index) => index == 0 ? column : FormattableString.Invariant($"{column}{index}");

    private static byte[] Compress(string json)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest))
        {
            brotli.Write(Encoding.UTF8.GetBytes(json));
        }

        return compressed.ToArray();
    }
}
