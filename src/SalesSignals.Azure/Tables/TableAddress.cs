using System.Text;

namespace SalesSignals.Azure.Tables;

/// <summary>The addresses of a table and what is in it.</summary>
internal sealed class TableAddress(Uri endpoint, string table)
{
    private readonly string _service = endpoint.AbsoluteUri.TrimEnd('/');

    public string Table { get; } = $"{endpoint.AbsoluteUri.TrimEnd('/')}/{table}";

    public string Tables => $"{_service}/Tables";

    public string Batch => $"{_service}/$batch";

    public string ThisTable => $"{Tables}('{table}')";

    public string Entity(string partitionKey, string rowKey) => $"{Table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    public string Query(string? filter, int top, IEnumerable<string>? select, TableContinuation? continuation)
    {
        var address = new StringBuilder(Table).Append("()?$top=").Append(top);
        Append(address, "&$filter=", filter);
        Append(address, "&$select=", select is null ? null : string.Join(',', select));
        Append(address, "&NextPartitionKey=", continuation?.PartitionKey);
        Append(address, "&NextRowKey=", continuation?.RowKey);
        return address.ToString();
    }

    private static void Append(StringBuilder address, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            address.Append(name).Append(Uri.EscapeDataString(value));
        }
    }

    private static string Key(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}

/// <summary>Where the next page of a query begins, opaque.</summary>
internal sealed record TableContinuation(string PartitionKey, string? RowKey);
