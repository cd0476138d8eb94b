using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>
/// Columns of a row as an operation or an image tells them. A column that is not there was not changed or not asked for (images also
/// leave out what is null); one that is null was cleared. Types are told by shape: members of images carry no <c>__type</c>.
/// </summary>
internal sealed class DataverseRow
{
    private const int DayLength = 10;

    private readonly Dictionary<string, JsonElement> _columns = new(StringComparer.Ordinal);

    private DataverseRow()
    {
    }

    /// <summary>Of a column told twice, the last counts.</summary>
    public static DataverseRow Read(JsonElement entity)
    {
        var row = new DataverseRow();
        row.Add(entity);
        return row;
    }

    public static DataverseRow Read(IEnumerable<JsonElement> entities)
    {
        var row = new DataverseRow();
        foreach (var entity in entities)
        {
            row.Add(entity);
        }

        return row;
    }

    /// <summary>This row, and where it is silent the one below it.</summary>
    public DataverseRow Over(DataverseRow? below)
    {
        var merged = new DataverseRow();
        foreach (var (column, value) in (below?._columns ?? []).Concat(_columns))
        {
            merged._columns[column] = value;
        }

        return merged;
    }

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Whether the column is told, and not as null.</summary>
    public bool IsSet(string column) => Value(column) is not null;

    public string? Text(string column) => DataverseJson.Text(Value(column), column);

    public bool? Flag(string column) => Value(column)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new UnreadableEventException($"{column} must be true or false."),
    };

    /// <summary>A Money, whose currency is another column's business, or a plain number.</summary>
    public decimal? Money(string column)
    {
        if (Inner(column) is not { } value)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var amount)
            ? EventText.Amount(amount, column)
            : throw new UnreadableEventException($"{column} must be Money with a decimal Value.");
    }

    /// <summary>The number of an OptionSetValue.</summary>
    public int? Option(string column)
    {
        if (Inner(column) is not { } value)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var option)
            ? option
            : throw new UnreadableEventException($"{column} must be an OptionSetValue with a whole Value.");
    }

    public DateTimeOffset? Instant(string column) => Text(column) is { } text ? DataverseDate.Parse(text, column) : null;

    /// <summary>A day: date-only columns arrive as midnight UTC in webhooks, and as days from the API.</summary>
    public DateOnly? Date(string column) => Text(column) switch
    {
        null => null,
        { Length: DayLength } day when char.IsAsciiDigit(day[0]) => EventText.Date(day, column),
        var text => DateOnly.FromDateTime(DataverseDate.Parse(text, column).UtcDateTime),
    };

    public DataverseReference? Reference(string column) => Value(column) is { } value ? DataverseReference.Read(value, column) : null;

    /// <summary>The rows of an EntityCollection.</summary>
    public IEnumerable<DataverseRow> Rows(string column) => Value(column) is { } value
        ? DataverseJson.Items(DataverseJson.Member(value, "Entities"), column).Select(Read)
        : [];

    /// <summary>What can name a stage: a text or GUID, the number of an option, the id of a row.</summary>
    public string? Name(string column) => Value(column) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value when DataverseJson.Member(value, "LogicalName") is not null => Reference(column)?.Id,
        { ValueKind: JsonValueKind.Object or JsonValueKind.Number } => EventText.Id($"{Option(column)}", column),
        _ when Text(column) is { } text && !string.IsNullOrWhiteSpace(text) => EventText.Id(
            Guid.TryParse(text, out var id) ? id.ToString("D") : text.Trim(), column),
        _ => null,
    };

    private void Add(JsonElement entity)
    {
        foreach (var (column, value) in DataverseJson.Pairs(entity, "Attributes"))
        {
            _columns[column] = value;
        }
    }

    private JsonElement? Value(string column) =>
        _columns.TryGetValue(column, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private JsonElement? Inner(string column) =>
        Value(column) is not { ValueKind: JsonValueKind.Object } value ? Value(column) : DataverseJson.Member(value, "Value");
}
