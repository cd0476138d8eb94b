using System.Diagnostics.CodeAnalysis;

namespace SalesSignals.Storage;

/// <summary>
/// A row: its keys, its ETag (null until read), and typed columns. A column holds a <see cref="string"/>, <see cref="bool"/>,
/// <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="DateTimeOffset"/> (UTC), <see cref="Guid"/> or
/// <see cref="byte"/> array. A null column is not stored.
/// </summary>
/// <param name="columns">How many columns to expect.</param>
public sealed class TableRow(string partitionKey, string rowKey, int columns = 0)
{
    private readonly Dictionary<string, object> _columns = new(columns, StringComparer.Ordinal);

    public string PartitionKey { get; } = partitionKey;

    public string RowKey { get; } = rowKey;

    /// <summary>The version that was read; opaque.</summary>
    public string? ETag { get; init; }

    /// <summary>When the store last wrote the row.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    public IReadOnlyDictionary<string, object> Columns => _columns;

    /// <summary>Gets a column, or null where the row has none. Setting null removes the column.</summary>
    public object? this[string column]
    {
        get => _columns.GetValueOrDefault(column);
        set
        {
            if (value is null)
            {
                _columns.Remove(column);
            }
            else
            {
                _columns[column] = Checked(column, value);
            }
        }
    }

    public string? GetString(string column) => this[column] as string;

    public bool? GetBoolean(string column) => this[column] as bool?;

    public int? GetInt32(string column) => this[column] as int?;

    public long? GetInt64(string column) => this[column] switch { long l => l, int i => i, _ => null };

    public double? GetDouble(string column) => this[column] switch { double d => d, int i => i, long l => l, _ => null };

    public DateTimeOffset? GetDateTimeOffset(string column) => this[column] as DateTimeOffset?;

    [SuppressMessage("Design", "CA1024:Use properties where appropriate", Justification = "Named as its siblings.")]
    public byte[]? GetBinary(string column) => this[column] as byte[];

    private static object Checked(string column, object value) => value switch
    {
        string or bool or int or long or double or Guid or byte[] => value,
        DateTimeOffset instant => instant.ToUniversalTime(),
        _ => throw new ArgumentException($"Column '{column}' cannot hold a {value.GetType().Name}.", nameof(value)),
    };
}
