using SalesSignals.Deals;
using SalesSignals.Storage;

namespace SalesSignals.Reliability.Support;

/// <summary>All rows of a table, as storage has them.</summary>
internal static class StoredRows
{
    /// <summary>Rows of the Deals table, by the beginning of their keys.</summary>
    public static Task<List<TableRow>> OfDealsAsync(Tables tables, string prefix) => ReadAsync(
        tables.Deals, Enumerable.Range(0, DealKeys.Buckets).Select(bucket => TableQuery.Prefix(DealKeys.Bucket(bucket), prefix)));

    public static Task<List<TableRow>> AllAsync(ITable table) => ReadAsync(table, [new()]);

    private static async Task<List<TableRow>> ReadAsync(ITable table, IEnumerable<TableQuery> queries)
    {
        var rows = new List<TableRow>();
        foreach (var query in queries)
        {
            await foreach (var page in table.QueryAsync(query, CancellationToken.None))
            {
                rows.AddRange(page);
            }
        }

        return rows;
    }
}
