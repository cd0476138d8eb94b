using Azure;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// An entity as the Table service knows it: keys, ETag, and typed properties. Entities have few properties, so they are a list.
/// </summary>
public sealed class TableEntity(string partitionKey, string rowKey, int capacity = 0)
{
    private readonly List<KeyValuePair<string, object>> _properties = new(capacity);

    public string PartitionKey { get; set; } = partitionKey;

    public string RowKey { get; set; } = rowKey;

    public ETag ETag { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public int Count => _properties.Count;

    public object? this[string name]
    {
        get
        {
            foreach (var property in _properties)
            {
                if (property.Key == name)
                {
                    return property.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Adds a property that the entity does not have yet.</summary>
    public void Add(string name, object value) => _properties.Add(new(name, value));

    public List<KeyValuePair<string, object>>.Enumerator GetEnumerator() => _properties.GetEnumerator();
}
