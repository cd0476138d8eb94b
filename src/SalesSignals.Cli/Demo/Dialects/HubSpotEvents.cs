using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Facts as HubSpot's webhooks tell them: one event a property, values as strings, times in milliseconds; of activities hardly more than their ids.</summary>
internal static class HubSpotEvents
{
    public const int Portal = 24_200_001;
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
        var activities = new Dictionary<string, List<(string Name, string? Value)>>(StringComparer.Ordinal);
        foreach (var fact in story.Facts)
        {
            foreach (var told in fact.Event is CanonicalEvent.ActivityLogged logged ? Of(logged.Activity, fact.Text, activities) : Of(fact.Event))
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
        CanonicalEvent.DealDeleted deleted => [Object("deal.deletion", deleted.DealId, new() { ["changeFlag"] = "DELETED" })],
        CanonicalEvent.ContactAssociated told =>
        [
            Object("deal.associationChange", told.DealId, new()
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
            yield return Object("deal.creation", changed.DealId, new() { ["changeFlag"] = "CREATED" });
        }

        foreach (var (property, value) in HubSpotStoryDeal.Properties(changed.Deal, at => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)))
        {
            yield return Object("deal.propertyChange", changed.DealId, new() { ["propertyName"] = property, ["propertyValue"] = value ?? "" });
        }
    }

    /// <summary>Of an activity only its id is told, when it is new, and then each property that becomes another.</summary>
    private static IEnumerable<JsonObject> Of(ActivityFacts activity, string? text, Dictionary<string, List<(string Name, string? Value)>> activities)
    {
        if (HubSpotStoryActivity.TypeOf(activity.Kind) is not { } type)
        {
            yield break;
        }

        var before = activities.GetValueOrDefault(activity.Id);
        var now = activities[activity.Id] = [.. HubSpotStoryActivity.Properties(activity, text)];
        if (before is null)
        {
            yield return Object("object.creation", activity.Id, new() { ["objectTypeId"] = type.TypeId, ["changeFlag"] = "CREATED" });
            yield break;
        }

        foreach (var (name, value) in now.Except(before))
        {
            yield return Object("object.propertyChange", activity.Id, new()
            {
                ["objectTypeId"] = type.TypeId, ["propertyName"] = name, ["propertyValue"] = value ?? "", ["isSensitive"] = false,
            });
        }
    }

    private static JsonObject Merge(CanonicalEvent.DealMerged primary, List<CanonicalEvent.DealMerged> others) => Object("deal.merge", primary.DealId, new()
    {
        ["changeFlag"] = "MERGED",
        ["primaryObjectId"] = Number(primary.DealId),
        ["mergedObjectIds"] = new JsonArray([.. others.Select(other => Number(other.DealId))]),
        ["newObjectId"] = Number(primary.IntoDealId),
        ["numberOfPropertiesMoved"] = 9,
    });

    private static JsonObject Object(string type, string id, JsonObject rest)
    {
        var told = new JsonObject { ["subscriptionType"] = type, ["objectId"] = Number(id) };
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
