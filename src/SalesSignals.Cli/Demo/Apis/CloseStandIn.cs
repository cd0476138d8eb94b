using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.Cli.Demo.Apis;

/// <summary>Close's API as documented: lists by offset, the event log by cursor, a key by HTTP Basic.</summary>
internal sealed class CloseStandIn : ApiStandIn
{
    /// <summary>Further than this no list can be skipped; the real limit differs by list and is not told.</summary>
    public const int MostSkipped = 1000;

    private const string LeadTask = "lead";

    private static readonly string[] ActivityTypes = ["Call", "Email", "Meeting", "Note", "SMS", CloseRecords.StatusChanges];

    private readonly CloseRecords _records = new();
    private readonly Lock _gate = new();

    private CloseStandIn()
    {
    }

    /// <summary>The API key that is accepted.</summary>
    public string Key { get; set; } = "api_3fnK1YbYrMJS0OLm5Cdbdb.1Qw8T2";

    /// <summary>The log forgets what is older than 30 days by this clock.</summary>
    public required Func<DateTimeOffset> Now { get; set; }

    public CloseRecords Records => _records;

    /// <param name="now">What time it is for the log.</param>
    public static async Task<CloseStandIn> CreateAsync(Func<DateTimeOffset> now)
    {
        var standIn = new CloseStandIn { Now = now };
        await standIn.StartAsync();
        return standIn;
    }

    /// <summary>The organisation's webhook subscriptions.</summary>
    public List<JsonObject> Subscriptions { get; } = [];

    public void Load(DealStory story)
    {
        foreach (var told in CloseStory.Of(story))
        {
            Happen(told.At, told.Event);
        }
    }

    /// <summary>Takes an event into its log, and does what it tells of.</summary>
    public void Happen(DateTimeOffset at, JsonObject told)
    {
        lock (_gate)
        {
            _records.Apply(at, told);
        }
    }

    public void Subscribe(string address, string status, params IEnumerable<string> objects) => Subscriptions.Add(new()
    {
        ["id"] = $"whsub_{Subscriptions.Count}",
        ["url"] = address,
        ["status"] = status,
        ["verify_ssl"] = true,
        ["events"] = new JsonArray([.. from about in objects from action in (string[])["created", "updated"] select (JsonNode)new JsonObject { ["object_type"] = about, ["action"] = action }]),
    });

    protected override Task AnswerAsync(HttpContext context)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Key}:"));
        if (context.Request.Headers.Authorization != $"Basic {basic}")
        {
            return WriteAsync(context, 401, new JsonObject { ["error"] = "The API key is not valid." });
        }

        var (status, answer) = context.Request.Method == "GET" ? AnswerAlone(context.Request) : (405, Error("Method not allowed."));
        return WriteAsync(context, status, answer);
    }

    private static JsonObject Error(string message) => new() { ["error"] = message };

    private static (int Status, JsonNode Answer) One(JsonObject? found, string? fields = null) =>
        found is null ? (404, Error("Not found.")) : (200, CloseQuery.Project(found, fields));

    private (int Status, JsonNode Answer) AnswerAlone(HttpRequest request)
    {
        lock (_gate)
        {
            return Answer(request);
        }
    }

    private (int Status, JsonNode Answer) Answer(HttpRequest request)
    {
        var path = request.Path.Value!.Trim('/').Split('/');
        var fields = request.Query["_fields"].FirstOrDefault();
        if (path is not ["api", "v1", .. var rest] || !request.Path.Value.EndsWith('/'))
        {
            return (404, Error("Not found."));
        }

        return rest switch
        {
            ["me"] => (200, new JsonObject { ["id"] = "user_31", ["organizations"] = new JsonArray(new JsonObject { ["id"] = CloseIds.Organization, ["name"] = "Vendor" }) }),
            ["organization", CloseIds.Organization] => (200, _records.Organization(request.Query["_expand"].FirstOrDefault())),
            ["opportunity"] => List(
                request, _records.Opportunities, "date_created", ["lead_id", "status_type", "status_type__in", "date_created", "date_updated", "date_won"], ["date_created", "date_updated", "date_won"]),
            ["opportunity", var id] => One(_records.Find("opportunity", id), fields),
            ["lead", var id] => One(_records.Lead(id), fields),
            ["contact", var id] => One(_records.Find("contact", id), fields),
            ["activity"] => Activities(request),
            ["activity", "status_change", "opportunity"] => List(
                request, _records.ActivitiesOf(request.Query["lead_id"].FirstOrDefault() ?? "", CloseRecords.StatusChanges), "-date_created", ["lead_id", "date_created"], []),
            ["activity", var type and ("call" or "email" or "meeting" or "note" or "sms"), var id] => One(_records.Find(type, id), fields),
            ["task"] => List(request, _records.ActivitiesOf(request.Query["lead_id"].FirstOrDefault() ?? "", LeadTask), "date", ["lead_id", "_type"], ["date", "date_created"]),
            ["task", var id] => One(_records.Find(LeadTask, id), fields),
            ["event"] => Events(request),
            ["webhook"] => (200, new JsonObject { ["data"] = new JsonArray([.. Subscriptions.Select(one => one.DeepClone())]), ["has_more"] = false }),
            _ => (404, Error("Not found.")),
        };
    }

    private (int Status, JsonNode Answer) Activities(HttpRequest request)
    {
        if (request.Query["lead_id"].FirstOrDefault() is not { Length: > 0 } lead)
        {
            return (400, Error("You must provide a single lead_id filter."));
        }

        var types = request.Query["_type__in"].FirstOrDefault()?.Split(',') ?? ActivityTypes;
        return types.All(ActivityTypes.Contains)
            ? List(request, _records.ActivitiesOf(lead, types), "-date_created", ["lead_id", "_type__in"], ["date_created", "activity_at"])
            : (400, Error("Unknown _type."));
    }

    private static (int Status, JsonNode Answer) List(HttpRequest request, IReadOnlyList<JsonObject> all, string order, string[] filters, string[] orders) =>
        CloseQuery.Read(request.Query, filters, orders, order) is { } query && query.Limit <= 100 && query.Skip <= MostSkipped
            ? (200, query.Apply(all))
            : (400, Error("Unknown parameter, or too much."));

    private (int Status, JsonNode Answer) Events(HttpRequest request)
    {
        var query = request.Query;
        string[] filters = [.. query.Keys.Where(key => key is "object_type" or "action" or "lead_id" or "object_id")];
        var known = query.Keys.All(key => key is "_limit" or "_cursor" or "date_updated__gte" or "date_updated__lte" or "object_type" or "action" or "lead_id" or "object_id");
        var limit = int.Parse(query["_limit"].FirstOrDefault() ?? "50", CultureInfo.InvariantCulture);
        if (!known || limit > 50 || filters is ["object_type"] or ["action"] or ["object_id"])
        {
            return (400, Error("This combination of filters is not supported."));
        }

        var cursor = query["_cursor"].FirstOrDefault();
        var place = cursor is null ? [] : Encoding.UTF8.GetString(Convert.FromBase64String(cursor)).Split('|');
        var (from, to, skip) = cursor is null
            ? (query["date_updated__gte"].FirstOrDefault() ?? "", query["date_updated__lte"].FirstOrDefault() ?? "", 0)
            : (place[0], place[1], int.Parse(place[2], CultureInfo.InvariantCulture));
        var now = Now();
        var found = _records.Events
            .Where(told => told.At > now.AddDays(-30)
                && (from == "" || told.At >= CloseQuery.Instant(from))
                && (to == "" || told.At <= CloseQuery.Instant(to))
                && filters.All(name => told.Event[name]!.GetValue<string>() == query[name]))
            .OrderByDescending(told => told.At)
            .ToList();
        var page = found.Skip(skip).Take(limit).Select(told => told.Event.DeepClone()).ToArray();
        var next = skip + page.Length < found.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{from}|{to}|{skip + page.Length}")) : null;
        return (200, new JsonObject { ["data"] = new JsonArray(page), ["cursor_next"] = next, ["cursor_previous"] = null });
    }
}
