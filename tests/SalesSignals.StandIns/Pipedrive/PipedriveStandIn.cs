using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Events;

namespace SalesSignals.StandIns.Pipedrive;

/// <summary>Pipedrive's API, version 2 for deals, activities and persons, version 1 for change logs, notes and users.</summary>
internal sealed class PipedriveStandIn : ApiStandIn
{
    public const string Token = "pd-token-0123456789abcdef";

    private const int MostOnPage = 500;
    private const int MostIds = 100;

    private static readonly string[] Common = ["ids", "updated_since", "updated_until", "sort_by", "sort_direction", "include_fields", "limit", "cursor"];

    private PipedriveStandIn()
    {
    }

    public PipedriveAccount Account { get; } = new();

    public static async Task<PipedriveStandIn> CreateAsync()
    {
        var standIn = new PipedriveStandIn();
        await standIn.StartAsync();
        return standIn;
    }

    /// <summary>The account's webhooks, as <c>GET /v1/webhooks</c> tells them.</summary>
    public List<JsonObject> Webhooks { get; } = [];

    public void Load(DealStory story) => Account.Load(story);

    public void AddWebhook(string address, string about, string version = "2.0", int isActive = 1, int? lastStatus = 200) => Webhooks.Add(new()
    {
        ["id"] = Webhooks.Count + 1,
        ["company_id"] = 12,
        ["owner_id"] = 18,
        ["user_id"] = 18,
        ["event_action"] = "*",
        ["event_object"] = about,
        ["subscription_url"] = address,
        ["is_active"] = isActive,
        ["add_time"] = "2026-09-27 14:30:00",
        ["remove_time"] = null,
        ["type"] = "general",
        ["http_auth_user"] = "salessignals",
        ["http_auth_password"] = "a-password-of-the-webhook",
        ["last_delivery_time"] = "2026-11-16 08:35:00",
        ["last_http_status"] = lastStatus,
        ["version"] = version,
    });

    /// <summary>Open deals with two stages, two activities, a note, and a contact each.</summary>
    public void AddMany(int deals) => PipedriveMany.Add(Account, deals);

    protected override Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers["x-api-token"] != Token)
        {
            return WriteAsync(context, 401, Error("unauthorized access", 401));
        }

        try
        {
            var answer = Answer(context.Request.Method, (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries), context.Request.Query);
            return answer is null ? WriteAsync(context, 404, Error("Not found", 404)) : WriteAsync(context, 200, answer);
        }
        catch (Exception e) when (e is FormatException or BadHttpRequestException or System.Text.Json.JsonException)
        {
            return WriteAsync(context, 400, Error(e.Message, 400));
        }
    }

    private JsonObject? Answer(string method, string[] path, IQueryCollection query) => (method, path) switch
    {
        ("GET", ["api", "v2", "deals"]) => List(Account.Deals, query, ["status", "person_id"], stored => !stored.IsArchived && HasStatus(stored, query["status"]), Deal),
        ("GET", ["api", "v2", "deals", "archived"]) => List(Account.Deals, query, ["status"], stored => stored.IsArchived && HasStatus(stored, query["status"]), Deal),
        ("GET", ["api", "v2", "activities"]) => List(Account.Activities, query, ["deal_id"], stored => !stored.IsDeleted, Shown),
        ("GET", ["api", "v2", "persons"]) => List(Account.Persons, query, ["deal_id"], stored => IsOf(stored, query["deal_id"]), Person),
        ("GET", ["api", "v1", "deals", var id, "changelog"]) => Log(long.Parse(id, CultureInfo.InvariantCulture), query),
        ("GET", ["api", "v1", "notes"]) => Notes(query),
        ("GET", ["api", "v1", "notes", var id]) => Account.Notes.Find(long.Parse(id, CultureInfo.InvariantCulture)) is { IsDeleted: false } note ? Data(note.Show()) : null,
        ("GET", ["api", "v1", "webhooks"]) => Data(new JsonArray([.. Webhooks.Select(webhook => webhook.DeepClone())])),
        ("GET", ["api", "v1", "users"]) => Data(new JsonArray([.. Account.Users.Select(user => user.DeepClone())])),
        _ => null,
    };

    private static JsonObject List(
        PipedriveShelf shelf, IQueryCollection query, string[] filters, Func<PipedriveStored, bool> isThere, Func<PipedriveStored, string[], JsonObject> show)
    {
        Check(query, [.. Common, .. filters]);
        var byTime = query["sort_by"].FirstOrDefault() switch { null or "id" => false, "update_time" => true, var other => throw Bad($"sort_by {other}") };
        var ids = query["ids"].FirstOrDefault()?.Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToHashSet();
        var (since, until) = (Time(query["updated_since"]), Time(query["updated_until"]));
        var person = Number(query["person_id"]);
        if (ids?.Count > MostIds)
        {
            throw Bad("too many ids");
        }

        var (page, next) = shelf.Page(
            byTime,
            query["cursor"].FirstOrDefault(),
            Limit(query),
            stored => isThere(stored)
                && ids?.Contains(stored.Id) is not false
                && !(stored.UpdatedAt < since) && !(stored.UpdatedAt >= until)
                && (person is null || stored.PersonId == person));
        var included = query["include_fields"].FirstOrDefault()?.Split(',') ?? [];
        var answer = Data(new JsonArray([.. page.Select(stored => show(stored, included))]));
        answer["additional_data"] = new JsonObject { ["next_cursor"] = next };
        return answer;
    }

    private JsonObject Log(long deal, IQueryCollection query)
    {
        Check(query, "limit", "cursor");
        var from = Number(query["cursor"]) ?? 0;
        var log = Account.LogOf(deal);
        var limit = Limit(query);
        var answer = Data(new JsonArray([.. log.Skip((int)from).Take(limit).Select(entry => entry.DeepClone())]));
        answer["additional_data"] = new JsonObject { ["next_cursor"] = from + limit < log.Count ? (from + limit).ToString(CultureInfo.InvariantCulture) : null };
        return answer;
    }

    private JsonObject Notes(IQueryCollection query)
    {
        Check(query, "sort", "start", "limit", "updated_since", "deal_id");
        if (query["sort"] != "update_time ASC,id ASC")
        {
            throw Bad("sort");
        }

        var (start, limit, since) = ((int)(Number(query["start"]) ?? 0), Limit(query), Time(query["updated_since"]));
        var notes = Account.Notes.Sorted(byTime: true).Where(note => !note.IsDeleted && !(note.UpdatedAt < since)).ToList();
        var page = notes.Skip(start).Take(limit).Select(note => note.Show()).ToArray<JsonNode>();

        // Where there is nothing, version 1 says null.
        var answer = Data(page.Length == 0 ? null : new JsonArray(page));
        answer["additional_data"] = new JsonObject
        {
            ["pagination"] = new JsonObject { ["start"] = start, ["limit"] = limit, ["more_items_in_collection"] = start + limit < notes.Count },
        };
        return answer;
    }

    private JsonObject Deal(PipedriveStored stored, string[] included)
    {
        var shown = stored.Show();
        Include(shown, included, "participants_count", () => Account.PersonsOf(stored.Id).Count);
        Include(shown, included, "activities_count", () => Account.Activities.Sorted(false).Count(activity => activity.DealId == stored.Id && !activity.IsDeleted));
        Include(shown, included, "notes_count", () => Account.Notes.Sorted(false).Count(note => note.DealId == stored.Id && !note.IsDeleted));
        return shown;
    }

    private JsonObject Person(PipedriveStored stored, string[] included)
    {
        var shown = stored.Show();
        Include(shown, included, "open_deals_count", () => Account.Deals.Sorted(false).Count(deal => deal.PersonId == stored.Id && deal is { Status: "open", IsDeleted: false }));
        return shown;
    }

    private static JsonObject Shown(PipedriveStored stored, string[] included) => stored.Show();

    private static void Include(JsonObject shown, string[] included, string name, Func<int> count)
    {
        if (included.Contains(name))
        {
            shown[name] ??= count();
        }
    }

    private static bool HasStatus(PipedriveStored stored, string? status) => status is null
        ? !stored.IsDeleted
        : status.Split(',').Contains(stored.IsDeleted ? "deleted" : stored.Status);

    private bool IsOf(PipedriveStored person, string? deal) => Number(deal) is not { } id || Account.PersonsOf(id).Contains(person.Id);

    private static int Limit(IQueryCollection query) => Number(query["limit"]) switch
    {
        null => 100,
        > 0 and <= MostOnPage and var limit => (int)limit,
        _ => throw Bad("limit"),
    };

    private static long? Number(string? value) => value is null ? null : long.Parse(value, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string? value) =>
        value is null ? null : DateTimeOffset.ParseExact(value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static void Check(IQueryCollection query, params string[] known)
    {
        if (query.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
        {
            throw Bad($"unknown parameter {unknown}");
        }
    }

    private static BadHttpRequestException Bad(string reason) => new(reason);

    private static JsonObject Data(JsonNode? data) => new() { ["success"] = true, ["data"] = data };

    private static JsonObject Error(string error, int code) => new() { ["success"] = false, ["error"] = error, ["errorCode"] = code };
}
