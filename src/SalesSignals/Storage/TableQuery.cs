namespace SalesSignals.Storage;

/// <summary>Which rows to read, and which columns of them.</summary>
/// <param name="PartitionKey">The partition, or null to scan all.</param>
public sealed record TableQuery(string? PartitionKey = null)
{
    /// <summary>The first row key wanted, inclusive.</summary>
    public string? RowKeyFrom { get; init; }

    /// <summary>The first row key no longer wanted.</summary>
    public string? RowKeyBefore { get; init; }

    /// <summary>What the columns must satisfy. The store reads every row of the range all the same; this saves the transfer.</summary>
    public TableFilter? Filter { get; init; }

    /// <summary>The columns wanted; null for all.</summary>
    public IReadOnlyList<string>? Select { get; init; }

    /// <summary>Rows a page, 1 to 1,000.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>The rows of a partition whose row key begins with <paramref name="prefix"/>.</summary>
    public static TableQuery Prefix(string partitionKey, string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return new(partitionKey) { RowKeyFrom = prefix.Length > 0 ? prefix : null, RowKeyBefore = After(prefix) };
    }

    // The next character in order, unless that would be, or break, a surrogate pair; no key of ours holds U+FFFF.
    private static string? After(string prefix) => prefix switch
    {
        "" => null,
        [.., < '\uD7FF'] => prefix[..^1] + (char)(prefix[^1] + 1),
        _ => prefix + '\uFFFF',
    };
}

/// <summary>A condition on columns. A row that lacks a compared column does not satisfy the comparison.</summary>
public abstract record TableFilter
{
    private TableFilter()
    {
    }

    public static TableFilter operator |(TableFilter left, TableFilter right) => new Or(left, right);

    public static TableFilter operator &(TableFilter left, TableFilter right) => new And(left, right);

    public static TableFilter BitwiseOr(TableFilter left, TableFilter right) => new Or(left, right);

    public static TableFilter BitwiseAnd(TableFilter left, TableFilter right) => new And(left, right);

    /// <summary>Compares a column with a value of the same type (string ordinal, number, instant, boolean).</summary>
    public sealed record Compare(string Column, TableComparison Comparison, object Value) : TableFilter;

    public sealed record And(TableFilter Left, TableFilter Right) : TableFilter;

    public sealed record Or(TableFilter Left, TableFilter Right) : TableFilter;
}

public enum TableComparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
