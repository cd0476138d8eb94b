using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.StandIns.Close;

/// <summary>What Close has of the stories it was told: each object as it stands now, the changes of status, and the log.</summary>
internal sealed class CloseRecords
{
    private readonly Dictionary<string, JsonObject> _opportunities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _contacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _activities = new(StringComparer.Ordinal);
    private readonly List<JsonObject> _ordered = [];
    private int _many;
    private int _changes;

    /// <summary>The event log, in the order in which it was written.</summary>
    public List<(DateTimeOffset At, JsonObject Event)> Events { get; } = [];

    public IReadOnlyList<JsonObject> Opportunities => _ordered;

    public static JsonObject Organization(string? expand)
    {
        static JsonObject Member(string id, string first, string last, string email) => new()
        {
            ["user"] = new JsonObject { ["id"] = id, ["first_name"] = first, ["last_name"] = last, ["email"] = email },
        };
        return expand == "memberships__user,inactive_memberships__user"
            ? new()
            {
                ["id"] = CloseIds.Organization,
                ["memberships"] = new JsonArray(Member("user_31", "Ana", "Silva", "ana@vendor.example"), Member("user_32", "Ben", "Olsen", "ben@vendor.example")),
                ["inactive_memberships"] = new JsonArray(Member("user_30", "Gone", "Longago", "gone@vendor.example")),
            }
            : new() { ["id"] = CloseIds.Organization };
    }

    public void Load(DealStory story)
    {
        foreach (var told in CloseStory.Of(story))
        {
            Apply(told.At, told.Event);
        }
    }

    /// <summary>Takes an event into the log, and does what it tells of.</summary>
    public void Apply(DateTimeOffset at, JsonObject told)
    {
        Events.Add((at, told));
        var (id, type) = (told["object_id"]!.GetValue<string>(), told["object_type"]!.GetValue<string>());
        var data = told["data"]?.DeepClone().AsObject();
        if (type == "opportunity")
        {
            AddStatusChange(at, id, data);
            Put(id, data);
        }
        else
        {
            var objects = type == "contact" ? _contacts : _activities;
            objects.Remove(id);
            if (data is not null)
            {
                objects[id] = data;
            }
        }
    }

    public void AddMany(int deals)
    {
        for (var i = 0; i < deals; i++)
        {
            Put(CloseMany.Opportunity(_many + i));
        }

        _many += deals;
    }

    public JsonObject? Opportunity(string id) => _opportunities.GetValueOrDefault(id);

    public JsonObject? Contact(string id) => _contacts.GetValueOrDefault(id);

    public JsonObject? Task(string id) => _activities.GetValueOrDefault(id) is { } task && Type(task) == "lead" ? task : null;

    public JsonObject? Activity(string type, string id) =>
        _activities.GetValueOrDefault(id) is { } activity && Type(activity).Equals(type, StringComparison.OrdinalIgnoreCase) ? activity : null;

    public JsonObject? Lead(string id)
    {
        if (CloseMany.Index(id) is { } index && index < _many)
        {
            return Lead(id, [_opportunities[$"oppo_{CloseMany.Key(index)}"]], CloseMany.Contacts(index));
        }

        var opportunities = _ordered.Where(deal => deal["lead_id"]!.GetValue<string>() == id).ToList();
        var contacts = OfLead(_contacts.Values, id).ToList();
        return opportunities.Count + contacts.Count == 0 ? null : Lead(id, opportunities, contacts);
    }

    public IReadOnlyList<JsonObject> ActivitiesOf(string lead, string[] types) =>
        [.. (CloseMany.Index(lead) is { } index && index < _many ? CloseMany.Activities(index) : OfLead(_activities.Values, lead)).Where(activity => types.Contains(Type(activity)))];

    public IReadOnlyList<JsonObject> TasksOf(string lead) =>
        [.. (CloseMany.Index(lead) is { } index && index < _many ? CloseMany.Activities(index) : OfLead(_activities.Values, lead)).Where(task => Type(task) == "lead")];

    private static JsonObject Lead(string id, IEnumerable<JsonObject> opportunities, IEnumerable<JsonObject> contacts) => new()
    {
        ["id"] = id,
        ["opportunities"] = new JsonArray([.. opportunities.Select(deal => deal.DeepClone())]),
        ["contacts"] = new JsonArray([.. contacts.Select(contact => contact.DeepClone())]),
    };

    private static IEnumerable<JsonObject> OfLead(IEnumerable<JsonObject> objects, string lead) => objects.Where(told => told["lead_id"]!.GetValue<string>() == lead);

    private static string Type(JsonObject activity) => activity["_type"]!.GetValue<string>();

    private void Put(string id, JsonObject? opportunity)
    {
        if (_opportunities.Remove(id, out var before))
        {
            _ordered.Remove(before);
        }

        if (opportunity is not null)
        {
            Put(opportunity);
        }
    }

    private void Put(JsonObject opportunity)
    {
        _opportunities[opportunity["id"]!.GetValue<string>()] = opportunity;
        _ordered.Add(opportunity);
    }

    private void AddStatusChange(DateTimeOffset at, string id, JsonObject? now)
    {
        if (now is null || !_opportunities.TryGetValue(id, out var before) || JsonNode.DeepEquals(before["status_id"], now["status_id"]))
        {
            return;
        }

        var change = string.Create(CultureInfo.InvariantCulture, $"acti_change{++_changes}");
        _activities[change] = CloseMany.StatusChange(change, now, before["status_id"]!, before["status_type"]!, now["status_id"]!, now["status_type"]!, at);
    }
}
