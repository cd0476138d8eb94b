using System.Text;
using System.Text.Json;

namespace SalesSignals.Azure.Tables;

internal enum TablePropertyKind
{
    Property,
    PartitionKey,
    RowKey,
    Timestamp,
    ETag,
    Type,
    Metadata,
}

internal sealed record TablePropertyName(byte[] Utf8, string Text, TablePropertyKind Kind);

/// <summary>The property names seen so far. Rows repeat them in the same order, so the next one expected is looked at first.</summary>
internal sealed class TablePropertyNames
{
    private readonly List<TablePropertyName> _names = [];
    private int _next;

    public TablePropertyName Find(ref Utf8JsonReader json)
    {
        for (var i = 0; i < _names.Count; i++)
        {
            var at = (_next + i) % _names.Count;
            if (json.ValueTextEquals(_names[at].Utf8))
            {
                _next = at + 1;
                return _names[at];
            }
        }

        var text = json.GetString()!;
        _names.Add(new(Encoding.UTF8.GetBytes(text), text, KindOf(text)));
        _next = _names.Count;
        return _names[^1];
    }

    private static TablePropertyKind KindOf(string name) => name switch
    {
        "PartitionKey" => TablePropertyKind.PartitionKey,
        "RowKey" => TablePropertyKind.RowKey,
        "Timestamp" => TablePropertyKind.Timestamp,
        "odata.etag" => TablePropertyKind.ETag,
        _ when name.EndsWith("@odata.type", StringComparison.Ordinal) => TablePropertyKind.Type,
        _ when name.StartsWith("odata.", StringComparison.Ordinal) => TablePropertyKind.Metadata,
        _ => TablePropertyKind.Property,
    };
}
