using System.Text;
using System.Text.Encodings.Web;

namespace SalesSignals.Storage;

/// <summary>How large rows and writes are where Azure measures them.</summary>
public static class StorageSizes
{
    // Where Azure's own formula for an entity's size starts, and what it adds for each column beside name and value.
    private const int EntityOverhead = 4;
    private const int ColumnOverhead = 8;

    // At most this much of a transaction's body is neither key nor column: part headers, request line, JSON names.
    private const int WriteOverhead = 1024;

    /// <summary>An entity's size by Azure's formula.</summary>
    public static int EntityBytes(TableRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var bytes = EntityOverhead + (2 * (row.PartitionKey.Length + row.RowKey.Length));
        foreach (var (name, value) in row.Columns)
        {
            bytes += ColumnOverhead + (2 * name.Length) + ValueBytes(value);
        }

        return bytes;
    }

    private static int ValueBytes(object value) => value switch
    {
        string text => 4 + (2 * text.Length),
        byte[] bytes => 4 + bytes.Length,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };

    /// <summary>No less than the bytes that a write takes in the body of a transaction; keys stand in both address and row.</summary>
    internal static long PayloadBytes(TableWrite write)
    {
        var bytes = WriteOverhead + (4 * (JsonBytes(write.PartitionKey) + JsonBytes(write.RowKey)));
        if (RowOf(write) is { } row)
        {
            foreach (var (name, value) in row.Columns)
            {
                bytes += 48 + (2 * name.Length) + value switch
                {
                    string text => JsonBytes(text),
                    byte[] binary => (binary.Length + 2) / 3 * 4,
                    _ => 40,
                };
            }
        }

        return bytes;
    }

    // As the Table client writes it: ASCII as short as may be, other texts with every unusual character as \uXXXX.
    private static long JsonBytes(string text)
    {
        var ascii = Ascii.IsValid(text);
        var bytes = 0L;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += ascii switch
            {
                true when rune.Value is '"' or '\\' => 2,
                true => rune.Value is < ' ' or 0x7F ? 6 : 1,
                false => JavaScriptEncoder.Default.WillEncode(rune.Value) ? 6 * rune.Utf16SequenceLength : 1,
            };
        }

        return bytes;
    }

    internal static TableRow? RowOf(TableWrite write) => write switch
    {
        TableWrite.Insert insert => insert.Row,
        TableWrite.Replace replace => replace.Row,
        TableWrite.Merge merge => merge.Row,
        TableWrite.Upsert upsert => upsert.Row,
        TableWrite.UpsertMerge upsert => upsert.Row,
        _ => null,
    };
}
