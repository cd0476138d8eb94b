using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>
/// A story as Close's event log has it. A deal is an opportunity, with a lead of its own that bears its name; what was said and done, and with
/// whom, is the lead's. Only the first contact stands in the opportunity too.
/// </summary>
internal sealed class CloseStory
{
    private readonly Dictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _closedAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _contacts = new(StringComparer.Ordinal);
    private int _events;

    private CloseStory()
    {
    }

    public static IEnumerable<CloseEntry> Of(DealStory story)
    {
        var told = new CloseStory();
        return Standing.Of(story).SelectMany(told.Tell);
    }

    private IEnumerable<CloseEntry> Tell(Standing standing)
    {
        var (deal, at) = (standing.Fact.Event.DealId, standing.Fact.Event.OccurredAt);
        return standing.Fact.Event switch
        {
            CanonicalEvent.DealChanged => Put("opportunity", deal, at, Opportunity(deal, at, standing.After)),
            CanonicalEvent.DealDeleted or CanonicalEvent.DealMerged => Delete("opportunity", deal, at, CloseIds.Opportunity(deal)),
            CanonicalEvent.ContactAssociated contact => Contact(deal, at, contact.Contact, standing.After),
            CanonicalEvent.ActivityLogged logged => Activity(deal, at, logged.Activity, standing.Fact.Text),
            CanonicalEvent.ActivityRemoved removed => [.. ActivityIds(removed.ActivityId).SelectMany(id => Delete(TypeOf(id), deal, at, id))],
            _ => [],
        };
    }

    private JsonObject Opportunity(string deal, DateTimeOffset at, DealFields fields)
    {
        var stage = fields.Stage.Value ?? "qualified";
        var type = stage is "won" or "lost" ? stage : "active";
        var isClosed = type != "active";
        var closedAt = isClosed ? _closedAt.TryGetValue(deal, out var before) ? before : at : (DateTimeOffset?)null;
        _closedAt.Remove(deal);
        if (closedAt is { } closed)
        {
            _closedAt[deal] = closed;
        }

        // Close fills in the day of a win where none is expected, and leaves it where one is.
        var closeOn = fields.CloseOn.Value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new()
        {
            ["id"] = CloseIds.Opportunity(deal),
            ["organization_id"] = CloseIds.Organization,
            ["lead_id"] = CloseIds.Lead(deal),
            ["lead_name"] = fields.Name.Value,
            ["contact_id"] = _contacts.GetValueOrDefault(deal),
            ["contact_name"] = _contacts.TryGetValue(deal, out var contact) ? _objects[contact]["name"]!.GetValue<string>() : null,
            ["user_id"] = fields.OwnerId.Value is { } owner ? CloseIds.User(owner) : null,
            ["status_id"] = CloseIds.Status(stage),
            ["status_label"] = stage,
            ["status_type"] = type,
            ["pipeline_id"] = CloseIds.Pipeline,
            ["pipeline_name"] = "Sales",
            ["value"] = fields.Amount.Value is { } amount ? (long)(amount * 100) : null,
            ["value_currency"] = fields.Currency.Value,
            ["value_period"] = "one_time",
            ["date_won"] = closeOn ?? (type == "won" ? CloseIds.Day(closedAt!.Value) : null),
            ["date_lost"] = type == "lost" ? CloseIds.Day(closedAt!.Value) : null,
            ["note"] = "",
            ["date_created"] = CloseIds.Time(fields.CreatedAt.Value ?? at),
            ["date_updated"] = CloseIds.Time(at),
        };
    }

    private List<CloseEntry> Contact(string deal, DateTimeOffset at, ContactFacts contact, DealFields fields)
    {
        var id = CloseIds.Contact(contact.Id);
        var events = Put("contact", deal, at, new()
        {
            ["id"] = id,
            ["organization_id"] = CloseIds.Organization,
            ["lead_id"] = CloseIds.Lead(deal),
            ["name"] = contact.Name,
            ["display_name"] = contact.Name,
            ["title"] = null,
            ["emails"] = contact.Email is { } email ? new JsonArray(new JsonObject { ["type"] = "office", ["email"] = email }) : new JsonArray(),
            ["date_created"] = CloseIds.Time(at),
            ["date_updated"] = CloseIds.Time(at),
        }).ToList();
        return _contacts.TryAdd(deal, id) && _objects.ContainsKey(CloseIds.Opportunity(deal))
            ? [.. events, .. Put("opportunity", deal, at, Opportunity(deal, at, fields))]
            : events;
    }

    private IEnumerable<CloseEntry> Activity(string deal, DateTimeOffset at, ActivityFacts activity, string? text) =>
        CloseStoryActivity.Of(deal, at, activity, text) is { } data ? Put(CloseStoryActivity.TypeOf(activity.Kind), deal, at, data) : [];

    private static IEnumerable<string> ActivityIds(string id) => [CloseStoryActivity.Id(ActivityKind.Task, id), CloseStoryActivity.Id(ActivityKind.Note, id)];

    private string TypeOf(string id) => _objects.TryGetValue(id, out var known) && known["_type"] is { } type
        ? type.GetValue<string>() is "lead" ? "task.lead" : $"activity.{type.GetValue<string>().ToLowerInvariant()}"
        : "";

    /// <summary>The object as it now stands, with what became different.</summary>
    private IEnumerable<CloseEntry> Put(string type, string deal, DateTimeOffset at, JsonObject data)
    {
        var id = data["id"]!.GetValue<string>();
        var before = _objects.GetValueOrDefault(id);
        if (before is not null)
        {
            data["date_created"] = before["date_created"]!.DeepClone();
        }

        _objects[id] = data;
        var changed = before is null ? [] : data.Where(member => !JsonNode.DeepEquals(member.Value, before[member.Key])).Select(member => member.Key).ToList();
        var previous = new JsonObject(changed.Select(name => KeyValuePair.Create(name, before![name]?.DeepClone())));
        yield return Told(before is null ? "created" : "updated", type, deal, id, at, changed, previous, data.DeepClone());
    }

    private IEnumerable<CloseEntry> Delete(string type, string deal, DateTimeOffset at, string id)
    {
        if (_objects.Remove(id, out var before))
        {
            yield return Told("deleted", type, deal, id, at, [], before, null);
        }
    }

    private CloseEntry Told(
        string action, string type, string deal, string id, DateTimeOffset at, List<string> changed, JsonObject previous, JsonNode? data) => new(at, new()
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"ev_{deal}x{++_events}"),
        ["date_created"] = CloseIds.EventTime(at),
        ["date_updated"] = CloseIds.EventTime(at),
        ["organization_id"] = CloseIds.Organization,
        ["object_type"] = type,
        ["object_id"] = id,
        ["lead_id"] = CloseIds.Lead(deal),
        ["action"] = action,
        ["changed_fields"] = new JsonArray([.. changed.Select(name => JsonValue.Create(name))]),
        ["previous_data"] = previous,
        ["data"] = data,
        ["request_id"] = string.Create(CultureInfo.InvariantCulture, $"req_{deal}x{_events}"),
        ["user_id"] = null,
        ["meta"] = new JsonObject { ["request_method"] = "PUT", ["request_path"] = $"/api/v1/{type.Split('.')[0]}/{id}/" },
    });
}

/// <summary>An event of the log, without the webhook's envelope.</summary>
internal readonly record struct CloseEntry(DateTimeOffset At, JsonObject Event);
