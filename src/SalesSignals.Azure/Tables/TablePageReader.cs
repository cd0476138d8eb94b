using System.Globalization;
using System.Text.Json;
using Azure;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// Reads entities straight from the bytes of an answer. One reader serves one query: it knows the property names and the partition key
/// of the rows before, so that these cost nothing again.
/// </summary>
internal sealed class TablePageReader
{
    private static readonly object True = true;
    private static readonly object False = false;

    private readonly TablePropertyNames _names = new();
    private string _partitionKey = "";
    private int _properties;

    /// <summary>Reads <c>{"odata.metadata":…,"value":[…]}</c>.</summary>
    public List<TableEntity> ReadPage(ReadOnlySpan<byte> body, int expected)
    {
        var json = new Utf8JsonReader(body);
        var entities = new List<TableEntity>(expected);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isValue = json.ValueTextEquals("value"u8);
            json.Read();
            if (!isValue)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType == JsonTokenType.StartObject)
            {
                entities.Add(ReadEntity(ref json));
            }
        }

        return entities;
    }

    /// <summary>Reads an answer that is one entity.</summary>
    public TableEntity ReadEntity(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        return ReadEntity(ref json);
    }

    private TableEntity ReadEntity(ref Utf8JsonReader json)
    {
        var entity = new TableEntity("", "", _properties);
        var type = EdmType.None;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = _names.Find(ref json);
            json.Read();
            if (name.Kind == TablePropertyKind.Type)
            {
                type = EdmTypes.Read(ref json);
                continue;
            }

            ReadProperty(ref json, entity, name, type);
            type = EdmType.None;
        }

        _properties = Math.Max(_properties, entity.Count);
        return entity;
    }

    private void ReadProperty(ref Utf8JsonReader json, TableEntity entity, TablePropertyName name, EdmType type)
    {
        switch (name.Kind)
        {
            case TablePropertyKind.PartitionKey:
                entity.PartitionKey = _partitionKey = json.ValueTextEquals(_partitionKey) ? _partitionKey : json.GetString()!;
                break;
            case TablePropertyKind.RowKey:
                entity.RowKey = json.GetString()!;
                break;
            case TablePropertyKind.Timestamp:
                entity.Timestamp = json.GetDateTimeOffset();
                break;
            case TablePropertyKind.ETag:
                entity.ETag = new ETag(json.GetString()!);
                break;
            case TablePropertyKind.Metadata:
                json.Skip();
                break;
            default:
                if (Value(ref json, type) is { } value)
                {
                    entity.Add(name.Text, value);
                }

                break;
        }
    }

    private static object? Value(ref Utf8JsonReader json, EdmType type)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return Text(ref json, type);
            case JsonTokenType.Number:
                return Number(ref json, type);
            case JsonTokenType.True:
                return True;
            case JsonTokenType.False:
                return False;
            default:
                json.Skip();
                return null;
        }
    }

    private static object? Text(ref Utf8JsonReader json, EdmType type) => type switch
    {
        EdmType.DateTime => json.GetDateTimeOffset(),
        EdmType.Int64 => long.Parse(json.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        EdmType.Guid => json.GetGuid(),
        EdmType.Binary => json.GetBytesFromBase64(),
        EdmType.Double => double.Parse(json.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => json.GetString(),
    };

    private static object Number(ref Utf8JsonReader json, EdmType type) => type switch
    {
        EdmType.Int64 => json.GetInt64(),
        EdmType.None when !json.ValueSpan.ContainsAny(".eE"u8) && json.TryGetInt32(out var number) => number,
        _ => (object)json.GetDouble(),
    };
}
