using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.Cli.Demo.Apis;

/// <summary>What Close has of the stories it was told: each object as it stands now, the changes of status, the log, and its users.</summary>
internal sealed class CloseRecords
{
    public const string StatusChanges = "OpportunityStatusChange";

    private const string Opportunity = "opportunity";
    private const string Contact = "contact";

    private readonly Dictionary<string, (string Type, JsonObject Data)> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Lead, string Type), List<JsonObject>> _ofLead = [];
    private readonly List<JsonObject> _opportunities = [];
    private readonly List<(JsonObject User, bool IsActive)> _users = [];
    private int _changes;

    /// <summary>The event log, in the order in which it was written.</summary>
    public List<(DateTimeOffset At, JsonObject Event)> Events { get; } = [];

    /// <summary>The one that was changed last comes last.</summary>
    public IReadOnlyList<JsonObject> Opportunities => _opportunities;

    public static JsonObject StatusChange(string id, JsonObject deal, JsonNode from, JsonNode fromType, JsonNode to, JsonNode toType, DateTimeOffset at) => new()
    {
        ["id"] = id,
        ["_type"] = StatusChanges,
        ["lead_id"] = deal["lead_id"]!.DeepClone(),
        ["opportunity_id"] = deal["id"]!.DeepClone(),
        ["old_status_id"] = from.DeepClone(),
        ["old_status_type"] = fromType.DeepClone(),
        ["new_status_id"] = to.DeepClone(),
        ["new_status_type"] = toType.DeepClone(),
        ["activity_at"] = CloseIds.Time(at),
        ["date_created"] = CloseIds.Time(at),
        ["date_updated"] = CloseIds.Time(at),
    };

    public void AddUser(string id, string first, string last, string email, bool isActive = true) =>
        _users.Add((new() { ["id"] = id, ["first_name"] = first, ["last_name"] = last, ["email"] = email }, isActive));

    /// <summary>Takes an event into the log, and does what it tells of.</summary>
    public void Apply(DateTimeOffset at, JsonObject told)
    {
        Events.Add((at, told));
        var id = told["object_id"]!.GetValue<string>();
        var (before, now) = (_objects.GetValueOrDefault(id).Data, told["data"]?.DeepClone().AsObject());
        if (told["object_type"]!.GetValue<string>() == Opportunity && now is not null && before is not null && !JsonNode.DeepEquals(before["status_id"], now["status_id"]))
        {
            var change = string.Create(CultureInfo.InvariantCulture, $"acti_change{++_changes}");
            Put("activity", change, StatusChange(change, now, before["status_id"]!, before["status_type"]!, now["status_id"]!, now["status_type"]!, at));
        }

        Put(told["object_type"]!.GetValue<string>(), id, now);
    }

    /// <summary>Has an object as it is, or no longer; the log says nothing of it.</summary>
    /// <param name="type">Activities and tasks go by their own <c>_type</c> instead.</param>
    public void Put(string type, string id, JsonObject? now)
    {
        if (_objects.Remove(id, out var before))
        {
            _opportunities.Remove(before.Data);
            OfLead(LeadOf(before.Data), before.Type).Remove(before.Data);
        }

        if (now is null)
        {
            return;
        }

        _objects[id] = (now["_type"]?.GetValue<string>() ?? type, now);
        OfLead(LeadOf(now), _objects[id].Type).Add(now);
        if (type == Opportunity)
        {
            _opportunities.Add(now);
        }
    }

    public JsonObject? Find(string type, string id) =>
        _objects.TryGetValue(id, out var found) && found.Type.Equals(type, StringComparison.OrdinalIgnoreCase) ? found.Data : null;

    /// <summary>A lead is there as long as it has an opportunity or somebody to talk to.</summary>
    public JsonObject? Lead(string id)
    {
        var (opportunities, contacts) = (OfLead(id, Opportunity), OfLead(id, Contact));
        return opportunities.Count + contacts.Count == 0 ? null : new()
        {
            ["id"] = id,
            ["opportunities"] = new JsonArray([.. opportunities.Select(deal => deal.DeepClone())]),
            ["contacts"] = new JsonArray([.. contacts.Select(contact => contact.DeepClone())]),
        };
    }

    /// <param name="types">As <c>_type</c> has them; a task's is <c>lead</c>.</param>
    public IReadOnlyList<JsonObject> ActivitiesOf(string lead, params IEnumerable<string> types) => [.. types.SelectMany(type => OfLead(lead, type))];

    public JsonObject Organization(string? expand)
    {
        var organization = new JsonObject { ["id"] = CloseIds.Organization };
        if (expand == "memberships__user,inactive_memberships__user")
        {
            organization["memberships"] = Members(isActive: true);
            organization["inactive_memberships"] = Members(isActive: false);
        }

        return organization;
    }

    private JsonArray Members(bool isActive) =>
        [.. _users.Where(member => member.IsActive == isActive).Select(member => new JsonObject { ["user"] = member.User.DeepClone() })];

    private static string LeadOf(JsonObject data) => data["lead_id"]!.GetValue<string>();

    private List<JsonObject> OfLead(string lead, string type) => _ofLead.TryGetValue((lead, type), out var known) ? known : _ofLead[(lead, type)] = [];
}
