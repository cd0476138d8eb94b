namespace SalesSignals.Storage.Memory;

/// <summary>Rows stand in ordinal order of partition key, then row key.</summary>
internal static class MemoryOrder
{
    public static readonly IComparer<TableRow> ByKey = Comparer<TableRow>.Create(Compare);

    /// <summary>The rows in a query's range of keys, after <paramref name="last"/>.</summary>
    public static IEnumerable<TableRow> Range(SortedSet<TableRow> rows, TableQuery query, TableRow? last)
    {
        // The key that follows another at once is that key and a NUL, which no stored key holds.
        var from = last is not null
            ? new TableRow(last.PartitionKey, last.RowKey + '\0')
            : new TableRow(query.PartitionKey ?? "", query.RowKeyFrom ?? "");
        var to = query.PartitionKey is { } partition ? End(partition, query.RowKeyBefore) : rows.Max;
        if (to is null || Compare(from, to) > 0)
        {
            return [];
        }

        var range = rows.GetViewBetween(from, to);
        return query.PartitionKey is null || query.RowKeyBefore is not null ? range.Where(row => InRowRange(row, query)) : range;
    }

    private static TableRow End(string partition, string? before) =>
        before is null ? new(partition + '\0', "") : new(partition, before);

    private static bool InRowRange(TableRow row, TableQuery query) =>
        (query.RowKeyFrom is null || string.CompareOrdinal(row.RowKey, query.RowKeyFrom) >= 0)
        && (query.RowKeyBefore is null || string.CompareOrdinal(row.RowKey, query.RowKeyBefore) < 0);

    private static int Compare(TableRow one, TableRow other)
    {
        var partitions = string.CompareOrdinal(one.PartitionKey, other.PartitionKey);
        return partitions != 0 ? partitions : string.CompareOrdinal(one.RowKey, other.RowKey);
    }
}
