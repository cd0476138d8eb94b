using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SalesSignals.Cli.Demo.Apis;

/// <summary>
/// HubSpot's API as far as we use it, held to its documented shapes and limits: batch reads of 100 objects (50 with histories) that
/// answer 207 for what is gone, links in pages, where having none is an error of its own, searches, lists of what was deleted, and owners.
/// </summary>
internal sealed class HubSpotStandIn : ApiStandIn
{
    public const string Token = "pat-na1-stand-in";

    private const int MostInputs = 100;
    private const int MostWithHistory = 50;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedList<long, HubSpotRecord>> _objects = [];
    private readonly Dictionary<(string From, long FromId, string To), List<long>> _links = [];
    private readonly Dictionary<long, long> _merged = [];
    private readonly List<JsonObject> _owners = [];

    private HubSpotStandIn()
    {
    }

    /// <summary>How many links, owners or deleted deals a page holds at most.</summary>
    public int PageSize { get; set; } = 500;

    public static async Task<HubSpotStandIn> CreateAsync()
    {
        var standIn = new HubSpotStandIn();
        await standIn.StartAsync();
        return standIn;
    }

    public void Put(string type, HubSpotRecord record)
    {
        lock (_gate)
        {
            Of(type)[record.Id] = record;
        }
    }

    public HubSpotRecord? Find(string type, string id)
    {
        lock (_gate)
        {
            return Of(type).GetValueOrDefault(Number(id));
        }
    }

    public void Link(string from, string fromId, string to, params IEnumerable<string> toIds)
    {
        lock (_gate)
        {
            foreach (var toId in toIds.Select(Number))
            {
                Link(from, Number(fromId), to, toId);
                Link(to, toId, from, Number(fromId));
            }
        }
    }

    /// <summary>Merges deals into one of a new id, which answers for them from then on.</summary>
    public void Merge(string into, string at, params IReadOnlyList<string> merged)
    {
        lock (_gate)
        {
            var deals = Of("deals");
            var record = deals.TryGetValue(Number(into), out var known) ? known : deals[Number(merged[0])].As(Number(into));
            record.Properties["hs_merged_object_ids"] = string.Join(';', new[] { record.Properties.GetValueOrDefault("hs_merged_object_ids") }.Concat(merged).Where(id => id is not null));
            record.Properties["hs_lastmodifieddate"] = at;
            deals[record.Id] = record;
            foreach (var id in merged.Select(Number))
            {
                deals.Remove(id);
                _merged[id] = record.Id;
                foreach (var links in _links.Where(links => links.Key.From == "deals" && links.Key.FromId == id).ToList())
                {
                    links.Value.ForEach(other => Link("deals", record.Id, links.Key.To, other));
                    links.Value.ForEach(other => Link(links.Key.To, other, "deals", record.Id));
                }
            }
        }
    }

    public void AddOwner(string id, string? firstName, string? lastName, string? email, string? team = null, bool archived = false, string type = "PERSON") => _owners.Add(new()
    {
        ["id"] = id,
        ["email"] = email,
        ["type"] = type,
        ["firstName"] = firstName,
        ["lastName"] = lastName,
        ["userId"] = archived ? null : 9_000_000 + _owners.Count,
        ["archived"] = archived,
        ["teams"] = team is null ? null : new JsonArray(
            new JsonObject { ["id"] = "1", ["name"] = "Everybody", ["primary"] = false }, new JsonObject { ["id"] = "2", ["name"] = team, ["primary"] = true }),
    });

    /// <summary>Has what a story left behind, with the histories that HubSpot keeps.</summary>
    public void Load(DealStory story)
    {
        foreach (var fact in story.Facts)
        {
            Happen(fact);
        }
    }

    public void Happen(StoryFact fact)
    {
        lock (_gate)
        {
            HubSpotStory.Apply(this, fact);
        }
    }

    protected override async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await WriteAsync(context, 401, Error("INVALID_AUTHENTICATION"));
            return;
        }

        var question = HttpMethods.IsPost(context.Request.Method) ? await JsonNode.ParseAsync(context.Request.Body) : null;
        (int Status, JsonObject Answer) answered;
        lock (_gate)
        {
            answered = Answer(context.Request, question);
        }

        await WriteAsync(context, answered.Status, answered.Answer);
    }

    private (int Status, JsonObject Answer) Answer(HttpRequest request, JsonNode? question)
    {
        string[] path = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (path, question) switch
        {
            (["crm", "v3", "objects", var type, "batch", "read"], { } asked) => ReadObjects(type, asked),
            (["crm", "v3", "objects", var type, "search"], { } asked) => HubSpotSearchAnswer.Of(
                asked, Of(type).Values.Where(record => record.ArchivedAt is null), (record, property) => ValueOf(type, record, property)) is { } found ? (200, found) : (400, Error("VALIDATION_ERROR")),
            (["crm", "v4", "associations", var from, var to, "batch", "read"], { } asked) => ReadLinks(from, to, asked),
            (["crm", "v3", "objects", "deals"], null) when request.Query["archived"] == "true" => ListArchived(request.Query),
            (["crm", "v3", "owners"], null) => ListOwners(request.Query),
            _ => (404, new()),
        };
    }

    private SortedList<long, HubSpotRecord> Of(string type) => _objects.TryGetValue(type, out var records) ? records : _objects[type] = [];

    private void Link(string from, long fromId, string to, long toId)
    {
        var links = _links.TryGetValue((from, fromId, to), out var known) ? known : _links[(from, fromId, to)] = [];
        if (!links.Contains(toId))
        {
            links.Add(toId);
        }
    }

    private string? ValueOf(string type, HubSpotRecord record, string property) => property switch
    {
        "hs_object_id" => Text(record.Id),
        "num_associated_deals" => _links.TryGetValue((type, record.Id, "deals"), out var deals) ? Text(deals.Count) : null,
        _ => record.Properties.GetValueOrDefault(property),
    };

    private (int Status, JsonObject Answer) ReadObjects(string type, JsonNode question)
    {
        string[] asked = Names(question["properties"]);
        string[] history = Names(question["propertiesWithHistory"]);
        var ids = Inputs(question).Select(input => input.Id).ToList();
        if (ids.Count is 0 || ids.Count > (history is [] ? MostInputs : MostWithHistory))
        {
            return (400, Error("VALIDATION_ERROR"));
        }

        var found = ids.Select(id => Of(type).GetValueOrDefault(type == "deals" ? _merged.GetValueOrDefault(id, id) : id)).ToList();
        var gone = ids.Where((_, i) => found[i]?.ArchivedAt is not null || found[i] is null).ToList();
        var missing = Error("OBJECT_NOT_FOUND");
        missing["context"] = new JsonObject { ["ids"] = new JsonArray([.. gone.Select(id => (JsonNode)Text(id))]) };
        return Answer(
            found.Where(record => record is { ArchivedAt: null }).Select(record => record!.Show(name => ValueOf(type, record, name), asked, history)),
            gone.Count == 0 ? [] : [missing]);
    }

    private (int Status, JsonObject Answer) ReadLinks(string from, string to, JsonNode question)
    {
        var results = new List<JsonObject>();
        var errors = new List<JsonObject>();
        foreach (var (id, after) in Inputs(question))
        {
            if (!_links.TryGetValue((from, id, to), out var all))
            {
                var none = Error("OBJECT_NOT_FOUND");
                none["subCategory"] = "crm.associations.NO_ASSOCIATIONS_FOUND";
                errors.Add(none);
                continue;
            }

            var result = new JsonObject
            {
                ["from"] = new JsonObject { ["id"] = Text(id) },
                ["to"] = new JsonArray([.. all.Skip(after).Take(PageSize).Select(toId => new JsonObject { ["toObjectId"] = toId, ["associationTypes"] = new JsonArray() })]),
            };
            Continue(result, after + PageSize < all.Count ? Text(after + PageSize) : null);
            results.Add(result);
        }

        return Answer(results, errors);
    }

    private (int Status, JsonObject Answer) ListArchived(IQueryCollection query)
    {
        var (limit, from) = (int.Parse(query["limit"]!, CultureInfo.InvariantCulture), long.Parse(query["after"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture));
        if (limit > MostInputs)
        {
            return (400, Error("VALIDATION_ERROR"));
        }

        var rest = Of("deals").Values.Where(deal => deal.ArchivedAt is not null && deal.Id >= from).ToList();
        var page = rest.Take(Math.Min(limit, PageSize)).ToList();
        var answer = new JsonObject { ["results"] = new JsonArray([.. page.Select(deal => deal.Show(name => ValueOf("deals", deal, name), [query["properties"]!], []))]) };
        Continue(answer, page.Count < rest.Count ? Text(rest[page.Count].Id) : null);
        return (200, answer);
    }

    private (int Status, JsonObject Answer) ListOwners(IQueryCollection query)
    {
        var (limit, from) = (int.Parse(query["limit"]!, CultureInfo.InvariantCulture), int.Parse(query["after"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture));
        if (limit > 500)
        {
            return (400, Error("VALIDATION_ERROR"));
        }

        var owners = _owners.Where(owner => owner["archived"]!.GetValue<bool>() == (query["archived"] == "true")).ToList();
        var until = from + Math.Min(limit, PageSize);
        var answer = new JsonObject { ["results"] = new JsonArray([.. owners.Take(until).Skip(from).Select(owner => owner.DeepClone())]) };
        Continue(answer, until < owners.Count ? Text(until) : null);
        return (200, answer);
    }

    private static void Continue(JsonObject answer, string? after)
    {
        if (after is not null)
        {
            answer["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = after } };
        }
    }

    private static (int Status, JsonObject Answer) Answer(IEnumerable<JsonObject> results, List<JsonObject> errors)
    {
        var answer = new JsonObject { ["status"] = "COMPLETE", ["results"] = new JsonArray([.. results]) };
        if (errors.Count > 0)
        {
            answer["numErrors"] = errors.Count;
            answer["errors"] = new JsonArray([.. errors]);
        }

        return (errors.Count > 0 ? 207 : 200, answer);
    }

    private static JsonObject Error(string category) => new() { ["status"] = "error", ["category"] = category, ["message"] = "What is wrong, in a sentence." };

    private static string[] Names(JsonNode? names) => [.. (names?.AsArray() ?? []).Select(name => name!.GetValue<string>())];

    private static List<(long Id, int After)> Inputs(JsonNode question) =>
    [
        .. question["inputs"]!.AsArray().Select(input => (Number(input!["id"]!.GetValue<string>()), int.Parse(input["after"]?.GetValue<string>() ?? "0", CultureInfo.InvariantCulture))),
    ];

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
