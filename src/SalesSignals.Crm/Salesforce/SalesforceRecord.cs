using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// A record as far as it was told: the text of each field, null where it was cleared. A field that is absent was not selected for the
/// message, or is empty: Salesforce leaves both out.
/// </summary>
internal sealed class SalesforceRecord(string type, IReadOnlyDictionary<string, string?> fields)
{
    private static readonly XName Type = SoapXml.Instance + "type";
    private static readonly XName Nil = SoapXml.Instance + "nil";

    /// <summary>Such as Opportunity.</summary>
    public string ObjectType { get; } = type;

    public bool IsEmpty => fields.Keys.All(name => name is "Id");

    public static SalesforceRecord Read(XElement record)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in record.Elements().Where(field => field.Name.Namespace == SoapXml.Record))
        {
            // Addresses and the like have parts; we use none of them.
            var isTwice = !field.HasElements && !fields.TryAdd(field.Name.LocalName, IsNil(field) ? null : field.Value);
            if (isTwice)
            {
                throw new UnreadableEventException("The record names a field twice.");
            }
        }

        return new(TypeOf(record), fields);
    }

    /// <summary>A record of the API: an empty field is null there, and what it refers to stands in it.</summary>
    public static SalesforceRecord Read(JsonElement record)
    {
        var fields = SalesforceFields.Of(record, isStrict: false);
        foreach (var related in record.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.Object))
        {
            foreach (var (field, value) in SalesforceFields.Of(related.Value, isStrict: false))
            {
                fields[$"{related.Name}.{field}"] = value;
            }
        }

        return new(fields.GetValueOrDefault("attributes.type") ?? "", fields);
    }

    public bool Tells(string name) => fields.ContainsKey(name);

    /// <summary>The text of a field without space around it; null where there is none.</summary>
    public string? Text(string name) => fields.GetValueOrDefault(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public string Id(string name = "Id") => OptionalId(name) ?? throw new UnreadableEventException($"{name} is missing; select it in the outbound message.");

    public string? OptionalId(string name) => Text(name) is { } id ? SalesforceId.Read(id, name) : null;

    public DateTimeOffset? Instant(string name) => Text(name) is { } text ? EventText.Instant(text, name) : null;

    public DateOnly? Date(string name) => Text(name) is { } text ? EventText.Date(text, name) : null;

    /// <summary>Amounts are doubles on the wire: ten million is written 1.0E7.</summary>
    public decimal? Number(string name)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (Text(name) is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number)
            ? EventText.Amount(number, name)
            : throw new UnreadableEventException($"{name} must be a number such as 120000.0.");
    }

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw new UnreadableEventException($"{name} must be true or false."),
    };

    /// <summary>What is told of a field: nothing where it is absent, null where it was cleared.</summary>
    public Told<T> Told<T>(string name, Func<string, T?> read) => Tells(name) ? new(read(name)) : default;

    /// <summary>
    /// When the record came to be as it is told. The later of the two stamps: changes made by the system move the one, those made by people both.
    /// </summary>
    public DateTimeOffset ChangedAt(DateTimeOffset receivedAt)
    {
        var (system, people) = (Instant("SystemModstamp"), Instant("LastModifiedDate"));
        var at = (system > people ? system : people ?? system)
            ?? throw new UnreadableEventException("SystemModstamp and LastModifiedDate are both missing; select them in the outbound message.");
        return EventText.OccurredAt(at, receivedAt, "SystemModstamp");
    }

    private static bool IsNil(XElement field) => field.Attribute(Nil)?.Value.Trim() is "true" or "1";

    /// <summary>The type is a qualified name: what its prefix means is declared on the element or around it.</summary>
    private static string TypeOf(XElement record)
    {
        var name = (record.Attribute(Type)?.Value ?? "").Trim().Split(':');
        var space = name.Length == 2 && name[0].Length > 0 ? record.GetNamespaceOfPrefix(name[0]) : record.GetDefaultNamespace();
        return space == SoapXml.Record && name[^1].Length > 0
            ? name[^1]
            : throw new UnreadableEventException($"The record's xsi:type must name an object of {SoapXml.Record}.");
    }
}
