using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Signals;

/// <summary>A canonical event as a row of its deal's history. The same event twice is the same row.</summary>
internal static class EventRow
{
    public const string OccurredAt = "OccurredAt";

    private const string Event = "Event";

    public static TableRow Write(DealKey key, CanonicalEvent happened)
    {
        var json = CanonicalEventJson.Write(happened);
        var row = new TableRow(DealKeys.Bucket(key), DealKeys.Event(key, happened.OccurredAt, happened.Id, json))
        {
            ["Deal"] = key.ToString(),
            ["EventId"] = happened.Id,
            [OccurredAt] = happened.OccurredAt,
        };
        JsonColumn.Write(row, Event, json);
        return row;
    }

    public static CanonicalEvent Read(TableRow row) => CanonicalEventJson.Read(JsonColumn.Read(row, Event)!);
}
