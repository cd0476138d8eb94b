using SalesSignals.Storage;

namespace SalesSignals.Azure.Tables;

/// <summary>A query's conditions as an OData filter.</summary>
internal static class TableFilterText
{
    public static string? Of(TableQuery query)
    {
        List<string> conditions = [];
        Add(conditions, "PartitionKey eq ", query.PartitionKey);
        Add(conditions, "RowKey ge ", query.RowKeyFrom);
        Add(conditions, "RowKey lt ", query.RowKeyBefore);
        if (query.Filter is { } filter)
        {
            conditions.Add(conditions.Count > 0 ? $"({Of(filter)})" : Of(filter));
        }

        return conditions.Count > 0 ? string.Join(" and ", conditions) : null;
    }

    private static string Of(TableFilter filter) => filter switch
    {
        TableFilter.And and => $"({Of(and.Left)}) and ({Of(and.Right)})",
        TableFilter.Or or => $"({Of(or.Left)}) or ({Of(or.Right)})",
        TableFilter.Compare compare => $"{compare.Column} {Operator(compare.Comparison)} {ODataText.Literal(compare.Value)}",
        _ => throw new ArgumentException($"A {filter.GetType().Name} is no filter.", nameof(filter)),
    };

    private static string Operator(TableComparison comparison) => comparison switch
    {
        TableComparison.Equal => "eq",
        TableComparison.NotEqual => "ne",
        TableComparison.Less => "lt",
        TableComparison.LessOrEqual => "le",
        TableComparison.Greater => "gt",
        _ => "ge",
    };

    private static void Add(List<string> conditions, string comparison, string? key)
    {
        if (key is not null)
        {
            conditions.Add(comparison + ODataText.Literal(key));
        }
    }
}
