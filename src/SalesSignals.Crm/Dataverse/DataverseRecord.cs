using System.Buffers;
using System.Globalization;
using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>
/// A row as the Web API tells it, in the shape in which webhooks tell it, so that both are read by the same code: <c>_ownerid_value</c>
/// and its annotations become the reference <c>ownerid</c>, people stand in the column of their part.
/// </summary>
internal sealed class DataverseRecord
{
    private const string Type = "@Microsoft.Dynamics.CRM.lookuplogicalname";
    private const string Formatted = "@OData.Community.Display.V1.FormattedValue";

    private readonly DataverseTable _table;
    private readonly JsonElement _json;
    private readonly IReadOnlyList<JsonElement> _parties;
    private DataverseRow? _row;

    public DataverseRecord(DataverseTable table, JsonElement json, IReadOnlyList<JsonElement> parties)
    {
        (_table, _json, _parties) = (table, json, parties);
        Id = Key(table, json);
    }

    public string Id { get; }

    public string Table => _table.Name;

    public DataverseRow Row => _row ??= Read();

    /// <summary>
    /// Greater than the id of any webhook, and with each version of the row greater again: what was read last counts among all that is
    /// said of one second.
    /// </summary>
    public string EventId(string what = "") =>
        string.Create(CultureInfo.InvariantCulture, $"read:{_table.Name}:{Id}{what}:{Version:D20}");

    /// <summary>When it was last changed, after all else that happened in that second.</summary>
    public DateTimeOffset At(DateTimeOffset now) =>
        EventText.OccurredAt(Time("modifiedon"), now, "modifiedon").AddTicks((long)DataverseOrder.Updated);

    /// <summary>A time that every row has.</summary>
    /// <exception cref="CrmUnavailableException">This one has not.</exception>
    public DateTimeOffset Time(string column)
    {
        try
        {
            return DataverseJson.MemberText(_json, column) is { } text ? EventText.Instant(text, column) : throw Undocumented($"a row of {_table.Set} without {column}");
        }
        catch (UnreadableEventException)
        {
            throw Undocumented($"a row of {_table.Set} whose {column} is no time");
        }
    }

    public static CrmUnavailableException Undocumented(string what) =>
        new(CrmApiAnswer.UntilMended, $"{DataverseSource.Kind} answered with something else than documented: {what}");

    /// <summary>The code of the currency; null where there is none.</summary>
    public string? Currency => DataverseJson.Member(_json, "transactioncurrencyid") is { } currency
        ? EventText.Currency(DataverseJson.MemberText(currency, "isocurrencycode"), "isocurrencycode")
        : null;

    private long Version => DataverseJson.Member(_json, "versionnumber") is { ValueKind: JsonValueKind.Number } version && version.TryGetInt64(out var number) ? number : 0;

    private static string Key(DataverseTable table, JsonElement json)
    {
        try
        {
            return DataverseJson.Id(json, table.Id) ?? throw Undocumented($"a row of {table.Set} without {table.Id}");
        }
        catch (UnreadableEventException)
        {
            throw Undocumented($"a row of {table.Set} whose {table.Id} is no GUID");
        }
    }

    /// <summary>Which column of an activity its people stand in, by their part.</summary>
    private static string? PartyColumn(int part) => part switch
    {
        1 => "from",
        2 => "to",
        3 => "cc",
        4 => "bcc",
        5 => "requiredattendees",
        6 => "optionalattendees",
        7 => "organizer",
        11 => "customers",
        _ => null,
    };

    private DataverseRow Read()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Attributes");
            foreach (var member in _json.EnumerateObject())
            {
                Write(writer, member);
            }

            foreach (var part in _parties.GroupBy(party => party.TryGetProperty("participationtypemask", out var mask) && mask.TryGetInt32(out var number) ? PartyColumn(number) : null))
            {
                Write(writer, part.Key, part);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return DataverseRow.Read(document.RootElement.Clone());
    }

    private void Write(Utf8JsonWriter writer, JsonProperty member)
    {
        if (member.Name.Contains('@', StringComparison.Ordinal) || member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            return;
        }

        writer.WriteStartObject();
        if (member.Name is ['_', .. var column, '_', 'v', 'a', 'l', 'u', 'e'])
        {
            writer.WriteString("key", column);
            writer.WritePropertyName("value");
            WriteReference(writer, _json, member);
        }
        else
        {
            writer.WriteString("key", member.Name);
            writer.WritePropertyName("value");
            member.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string? column, IEnumerable<JsonElement> parties)
    {
        if (column is null)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("key", column);
        writer.WriteStartObject("value");
        writer.WriteStartArray("Entities");
        foreach (var party in parties)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Attributes");
            foreach (var member in party.EnumerateObject().Where(member => member.NameEquals("_partyid_value")))
            {
                writer.WriteStartObject();
                writer.WriteString("key", "partyid");
                writer.WritePropertyName("value");
                WriteReference(writer, party, member);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>A lookup that does not say its table, as choices of one table may, is no more than an id.</summary>
    private static void WriteReference(Utf8JsonWriter writer, JsonElement row, JsonProperty member)
    {
        if (member.Value.ValueKind is not JsonValueKind.String || DataverseJson.MemberText(row, member.Name + Type) is not { } table)
        {
            member.Value.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("Id"u8, member.Value.GetString());
        writer.WriteString("LogicalName", table);
        writer.WriteString("Name", DataverseJson.MemberText(row, member.Name + Formatted));
        writer.WriteEndObject();
    }
}
