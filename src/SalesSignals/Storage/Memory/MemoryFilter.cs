namespace SalesSignals.Storage.Memory;

/// <summary>Decides which rows a filter wants, as the Table service does.</summary>
internal static class MemoryFilter
{
    public static bool Matches(TableRow row, TableFilter filter) => filter switch
    {
        TableFilter.And and => Matches(row, and.Left) && Matches(row, and.Right),
        TableFilter.Or or => Matches(row, or.Left) || Matches(row, or.Right),
        TableFilter.Compare compare => Matches(row[compare.Column], compare),
        _ => throw new ArgumentException($"A {filter.GetType().Name} is no filter.", nameof(filter)),
    };

    private static bool Matches(object? column, TableFilter.Compare compare) =>
        Compare(column, compare.Value) is { } order && compare.Comparison switch
        {
            TableComparison.Equal => order == 0,
            TableComparison.NotEqual => order != 0,
            TableComparison.Less => order < 0,
            TableComparison.LessOrEqual => order <= 0,
            TableComparison.Greater => order > 0,
            _ => order >= 0,
        };

    // Null where the column is not there or of another type: no comparison holds then.
    private static int? Compare(object? column, object value) => (column, value) switch
    {
        (string c, string v) => string.CompareOrdinal(c, v),
        (bool c, bool v) => c.CompareTo(v),
        (int c, int v) => c.CompareTo(v),
        (long c, long v) => c.CompareTo(v),
        (double c, double v) => c.CompareTo(v),
        (DateTimeOffset c, DateTimeOffset v) => c.CompareTo(v),
        (Guid c, Guid v) => c.CompareTo(v),
        _ => null,
    };
}
