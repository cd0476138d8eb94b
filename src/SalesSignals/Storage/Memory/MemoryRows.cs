namespace SalesSignals.Storage.Memory;

/// <summary>Copies rows on their way in and out, so that nobody holds the stored one.</summary>
internal static class MemoryRows
{
    public static TableRow Copy(this TableRow row, IReadOnlyList<string>? select = null)
    {
        var copy = Empty(row, row.ETag, row.Timestamp);
        foreach (var (name, value) in row.Columns)
        {
            if (select is null || select.Contains(name, StringComparer.Ordinal))
            {
                copy[name] = CopyOf(value);
            }
        }

        return copy;
    }

    public static TableRow Stamped(this TableRow row, string etag, DateTimeOffset timestamp) => Empty(row, etag, timestamp).With(row);

    /// <summary>The row with another's columns put over its own.</summary>
    public static TableRow With(this TableRow row, TableRow columns)
    {
        var merged = row.Copy();
        foreach (var (name, value) in columns.Columns)
        {
            merged[name] = CopyOf(value);
        }

        return merged;
    }

    private static TableRow Empty(TableRow row, string? etag, DateTimeOffset? timestamp) =>
        new(row.PartitionKey, row.RowKey, row.Columns.Count) { ETag = etag, Timestamp = timestamp };

    private static object CopyOf(object value) => value is byte[] bytes ? bytes.ToArray() : value;
}
