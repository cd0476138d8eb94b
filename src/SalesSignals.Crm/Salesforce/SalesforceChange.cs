using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// An event of Change Data Capture, with field names and ISO times as Event Relay writes them. Salesforce posts these to nobody: a bridge
/// must subscribe to them and pass them on. What it tells in parts and we keep whole (activities, contacts) waits for the API, and so does
/// a gap, which names no fields.
/// </summary>
public static class SalesforceChange
{
    private const string Header = "ChangeEventHeader";
    private const int MaxRecords = 1000;
    private const int MaxNames = 1000;

    public static IReadOnlyList<CanonicalEvent> Read(JsonElement change, DateTimeOffset receivedAt)
    {
        var header = EventFields.Of(change).Part(Header);
        var type = header.Id("entityName");
        var happened = header.Id("changeType");
        var at = EventText.OccurredAt(
            EventText.UnixMilliseconds((long)(header.Amount("commitTimestamp") ?? throw header.Missing("commitTimestamp", "a number")), "commitTimestamp"),
            receivedAt,
            "commitTimestamp");
        var fields = happened is "UPDATE" ? Changed(change, header) : Fields(change);
        return [.. header.Ids("recordIds", MaxRecords).SelectMany(id => Events(new(type, With(fields, id)), happened, EventId(header, type, id), at))];
    }

    private static IEnumerable<CanonicalEvent> Events(SalesforceRecord record, string happened, string eventId, DateTimeOffset at)
    {
        var isDeal = record.ObjectType is SalesforceOpportunity.ObjectType;
        if (isDeal && happened is "DELETE" or "GAP_DELETE")
        {
            yield return new CanonicalEvent.DealDeleted { Id = eventId, OccurredAt = at, DealId = record.Id() };
        }

        if (isDeal && happened is "UNDELETE" or "GAP_UNDELETE")
        {
            yield return new CanonicalEvent.DealRestored { Id = eventId, OccurredAt = at, DealId = record.Id() };
        }

        var isTold = happened is "CREATE" or "UNDELETE" || (isDeal && happened is "UPDATE");
        if (isTold && SalesforceEvents.Read(record, eventId, () => at, host: null) is { } fact)
        {
            yield return fact;
        }
    }

    private static Dictionary<string, string?> Fields(JsonElement change) => change.EnumerateObject()
        .Where(member => member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        .ToDictionary(member => member.Name, member => Text(member.Value, member.Name), StringComparer.Ordinal);

    /// <summary>The fields that an update tells. It may carry all others too, as null.</summary>
    private static Dictionary<string, string?> Changed(JsonElement change, EventFields header)
    {
        var (changed, nulled) = (header.Ids("changedFields", MaxNames), header.Ids("nulledFields", MaxNames));
        var fields = Fields(change).Where(field => changed.Contains(field.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var name in nulled)
        {
            fields[name] = null;
        }

        // What was closed just now was open, so not won; and an update does not repeat that it still is not.
        if (fields.GetValueOrDefault("IsClosed") is "true")
        {
            fields.TryAdd("IsWon", "false");
        }

        return fields;
    }

    private static string? Text(JsonElement value, string name)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableEventException($"{EventFields.Quotable(name)} holds half of a surrogate pair.");
        }
    }

    private static Dictionary<string, string?> With(Dictionary<string, string?> fields, string id) => new(fields, StringComparer.Ordinal) { ["Id"] = id };

    private static string EventId(EventFields header, string type, string id) =>
        EventText.Id($"{header.Id("transactionKey")}:{header.Amount("sequenceNumber")}:{type}:{id}", "The event's id");
}
