using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo;

/// <summary>Facts as HubSpot's webhooks tell them: one event a property, values as strings, times in milliseconds.</summary>
internal static class HubSpotEvents
{
    private const int Portal = 24_200_001;
    private const int App = 1_960_001;
    private const long FirstEventId = 1_030_200_000;

    public static List<JsonObject> Of(IEnumerable<DealStory> stories)
    {
        var events = stories.SelectMany(story => Of(story).ToList())
            .OrderBy(told => told.At)
            .ToList();
        return [.. events.Select((told, index) => Complete(told.Event, told.At, FirstEventId + index))];
    }

    /// <summary>The same event in another attempt: HubSpot lost the answer to the first.</summary>
    public static JsonObject Again(JsonObject told)
    {
        var again = told.DeepClone().AsObject();
        again["attemptNumber"] = 1;
        return again;
    }

    private static IEnumerable<(DateTimeOffset At, JsonObject Event)> Of(DealStory story)
    {
        foreach (var fact in story.Facts)
        {
            foreach (var told in Of(fact.Event))
            {
                yield return (fact.Event.OccurredAt, told);
            }
        }

        if (story.Facts.Select(fact => fact.Event).OfType<CanonicalEvent.DealMerged>().ToList() is [var primary, .. var others])
        {
            yield return (primary.OccurredAt, Merge(primary, others));
        }
    }

    private static IEnumerable<JsonObject> Of(CanonicalEvent happened) => happened switch
    {
        CanonicalEvent.DealChanged changed => Of(changed),
        CanonicalEvent.DealDeleted deleted => [Deal("deal.deletion", deleted.DealId, new() { ["changeFlag"] = "DELETED" })],
        CanonicalEvent.ContactAssociated told =>
        [
            Deal("deal.associationChange", told.DealId, new()
            {
                ["changeFlag"] = "CREATED",
                ["associationType"] = "DEAL_TO_CONTACT",
                ["fromObjectId"] = Number(told.DealId),
                ["toObjectId"] = Number(told.Contact.Id),
                ["associationRemoved"] = false,
                ["isPrimaryAssociation"] = false,
            }),
        ],
        _ => [],
    };

    private static IEnumerable<JsonObject> Of(CanonicalEvent.DealChanged changed)
    {
        if (changed.Deal.CreatedAt.IsTold)
        {
            yield return Deal("deal.creation", changed.DealId, new() { ["changeFlag"] = "CREATED" });
        }

        foreach (var (property, value) in Properties(changed.Deal))
        {
            yield return Deal("deal.propertyChange", changed.DealId, new() { ["propertyName"] = property, ["propertyValue"] = value });
        }
    }

    private static IEnumerable<(string Property, string? Value)> Properties(DealFields deal) =>
    [
        .. Property("dealname", deal.Name, value => value),
        .. Property("pipeline", deal.Pipeline, value => value),
        .. Property("dealstage", deal.Stage, value => value),
        .. Property("hubspot_owner_id", deal.OwnerId, value => value),
        .. Property("amount", deal.Amount, value => value?.ToString(CultureInfo.InvariantCulture)),
        .. Property("deal_currency_code", deal.Currency, value => value),
        .. Property("closedate", deal.CloseOn, value => value is { } day
            ? new DateTimeOffset(day, new TimeOnly(17, 0), TimeSpan.Zero).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
            : null),
        .. Property("hs_manual_forecast_category", deal.ForecastCategory, value => value switch
        {
            "omitted" => "OMIT",
            "best-case" => "BEST_CASE",
            _ => value?.ToUpperInvariant(),
        }),
    ];

    private static (string, string?)[] Property<T>(string name, Told<T> told, Func<T?, string?> value) => told.IsTold ? [(name, value(told.Value) ?? "")] : [];

    private static JsonObject Merge(CanonicalEvent.DealMerged primary, List<CanonicalEvent.DealMerged> others) => Deal("deal.merge", primary.DealId, new()
    {
        ["changeFlag"] = "MERGED",
        ["primaryObjectId"] = Number(primary.DealId),
        ["mergedObjectIds"] = new JsonArray([.. others.Select(other => Number(other.DealId))]),
        ["newObjectId"] = Number(primary.IntoDealId),
        ["numberOfPropertiesMoved"] = 9,
    });

    private static JsonObject Deal(string type, string dealId, JsonObject rest)
    {
        var told = new JsonObject { ["subscriptionType"] = type, ["objectId"] = Number(dealId) };
        foreach (var (name, value) in rest)
        {
            told[name] = value?.DeepClone();
        }

        return told;
    }

    private static JsonObject Complete(JsonObject told, DateTimeOffset at, long eventId)
    {
        told.Insert(0, "eventId", eventId);
        told["subscriptionId"] = 4_600_001;
        told["portalId"] = Portal;
        told["appId"] = App;
        told["occurredAt"] = at.ToUnixTimeMilliseconds();
        told["attemptNumber"] = 0;
        told["changeSource"] = "CRM_UI";
        told["sourceId"] = "userId:50001234";
        return told;
    }

    private static JsonValue Number(string id) => JsonValue.Create(long.Parse(id, CultureInfo.InvariantCulture));
}
