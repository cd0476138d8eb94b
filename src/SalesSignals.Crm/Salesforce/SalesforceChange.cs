using System.Globalization;
using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// An event of Change Data Capture, with field names as Event Relay writes them. Salesforce posts these to nobody: a bridge must subscribe
/// to them and pass them on. What it tells in parts and we keep whole (activities, contacts) is wanted of the API, and so is a gap, which
/// names no fields.
/// </summary>
internal static class SalesforceChange
{
    private const string Header = "ChangeEventHeader";
    private const int MaxRecords = 1000;
    private const int MaxNames = 1000;

    private static readonly string[] Instants =
        ["CreatedDate", "LastModifiedDate", "SystemModstamp", "StartDateTime", "EndDateTime", "ActivityDateTime", "CompletedDateTime"];

    private static readonly string[] Days = ["CloseDate", "ActivityDate"];

    /// <param name="host">Where the organisation's pages are; null where that is not known.</param>
    /// <param name="canAsk">Whether there is a client for what events do not carry.</param>
    public static EventReading Read(JsonElement change, DateTimeOffset receivedAt, string? host, bool canAsk, NoteLexicon notes)
    {
        var header = EventFields.Of(change).Part(Header);
        var type = header.Id("entityName");
        var happened = header.Id("changeType");
        var at = At(header, receivedAt);
        var fields = happened is "UPDATE" ? Changed(change, header) : Fields(change);
        var events = new List<CanonicalEvent>();
        var wanted = new List<CrmObject>();
        foreach (var id in header.Ids("recordIds", MaxRecords).Where(SalesforceId.IsId))
        {
            var record = new SalesforceRecord(type, new Dictionary<string, string?>(fields, StringComparer.Ordinal) { ["Id"] = id });
            CrmObject[] asked = canAsk ? [.. SalesforceWants.Of(record, happened)] : [];
            wanted.AddRange(asked);
            events.AddRange(Events(record, happened, EventId(change, header, type, id), at, host, isAsked: asked.Length > 0, notes));
        }

        return new(events, wanted);
    }

    private static IEnumerable<CanonicalEvent> Events(
        SalesforceRecord record, string happened, string eventId, DateTimeOffset at, string? host, bool isAsked, NoteLexicon notes)
    {
        var isDeal = record.ObjectType is SalesforceOpportunity.ObjectType;
        if (happened is "DELETE" or "GAP_DELETE" && Removed(record, eventId, at) is { } removed)
        {
            yield return removed;
        }

        if (isDeal && happened is "UNDELETE" or "GAP_UNDELETE")
        {
            yield return new CanonicalEvent.DealRestored { Id = eventId, OccurredAt = at, DealId = record.Id() };
        }

        // Of what the API tells whole, a part would stand in the way: it is dated by its commit, a moment after the modification.
        var isTold = isDeal ? happened is "CREATE" or "UNDELETE" or "UPDATE" : happened is "CREATE" or "UNDELETE" && !isAsked;
        if (isTold && SalesforceEvents.Read(record, eventId, () => at, host, notes) is { } fact)
        {
            yield return fact;
        }
    }

    /// <summary>Which deal an activity or contact was of is told only where the channel is enriched with that field.</summary>
    private static CanonicalEvent? Removed(SalesforceRecord record, string eventId, DateTimeOffset at) => record.ObjectType switch
    {
        SalesforceOpportunity.ObjectType => new CanonicalEvent.DealDeleted { Id = eventId, OccurredAt = at, DealId = record.Id() },
        SalesforceActivity.Task or SalesforceActivity.Event when SalesforceEvents.OpportunityOf(record) is { } deal =>
            new CanonicalEvent.ActivityRemoved { Id = eventId, OccurredAt = at, DealId = deal, ActivityId = record.Id() },
        SalesforceContactRole.ObjectType when record.OptionalId("OpportunityId") is { } deal && record.OptionalId("ContactId") is { } contact =>
            new CanonicalEvent.ContactRemoved { Id = eventId, OccurredAt = at, DealId = deal, ContactId = contact },
        _ => null,
    };

    /// <summary>
    /// To the second, as exact as the API dates modifications. A finer time would keep a later modification of the same second, read
    /// from the API, from being believed.
    /// </summary>
    private static DateTimeOffset At(EventFields header, DateTimeOffset receivedAt)
    {
        const string Name = "commitTimestamp";
        var at = EventText.UnixMilliseconds((long)(header.Amount(Name) ?? throw header.Missing(Name, "a number")), Name);
        return EventText.OccurredAt(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)), receivedAt, Name);
    }

    /// <summary>The fields that an update tells. It may carry all others too, as null.</summary>
    private static Dictionary<string, string?> Changed(JsonElement change, EventFields header)
    {
        var (changed, nulled) = (header.Ids("changedFields", MaxNames), header.Ids("nulledFields", MaxNames));
        if (changed.FirstOrDefault(name => name.StartsWith("0x", StringComparison.Ordinal)) is not null)
        {
            throw new UnreadableEventException($"{Header}.changedFields must be names of fields; the bridge must decode the Pub/Sub API's bitmaps.");
        }

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

    /// <summary>The Pub/Sub API has times and days in milliseconds, where Event Relay writes them out.</summary>
    private static Dictionary<string, string?> Fields(JsonElement change)
    {
        var fields = SalesforceFields.Of(change, isStrict: true);
        foreach (var name in Instants.Concat(Days))
        {
            if (long.TryParse(fields.GetValueOrDefault(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds))
            {
                var at = EventText.UnixMilliseconds(milliseconds, name);
                fields[name] = Days.Contains(name) ? Soql.Day(at) : Soql.Instant(at);
            }
        }

        return fields;
    }

    /// <summary>In the order of commits, so that of several changes in one second the last is believed.</summary>
    private static string EventId(JsonElement change, EventFields header, string type, string id)
    {
        var sequence = header.Amount("sequenceNumber") is { } number and >= 0 and < 1_000_000 ? ((int)number).ToString("000000", CultureInfo.InvariantCulture) : "";
        var commit = change.GetProperty(Header).TryGetProperty("commitNumber", out var value)
            && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var commitNumber) && commitNumber >= 0
            ? commitNumber.ToString("D19", CultureInfo.InvariantCulture)
            : "";
        return EventText.Id($"{commit}:{header.Id("transactionKey")}:{sequence}:{type}:{id}", "The event's id");
    }
}
