using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>
/// HubSpot's API as far as we use it, held to its documented shapes and limits: batch reads of 100 objects (50 with histories) that
/// answer 207 for what is gone, and links in pages, where having none is an error of its own.
/// </summary>
internal sealed class HubSpotStandIn : IAsyncDisposable
{
    public const string Token = "pat-na1-stand-in";

    private readonly WebApplication _app;
    private readonly Dictionary<(string Type, string Id), JsonObject> _objects = [];
    private readonly List<(string From, string FromId, string To, string ToId)> _links = [];

    private HubSpotStandIn(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>How many links a page holds.</summary>
    public int PageSize { get; set; } = 500;

    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Answers instead, where it is set.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public static async Task<HubSpotStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var standIn = new HubSpotStandIn(builder.Build());
        standIn._app.Run(standIn.AnswerAsync);
        await standIn._app.StartAsync();
        return standIn;
    }

    /// <summary>Adds an object of one of the documented examples.</summary>
    public void AddSample(string type, string file) => Add(type, JsonNode.Parse(Samples.Read($"hubspot/api/{file}"))!.AsObject());

    public void Add(string type, JsonObject read) => _objects[(type, read["id"]!.GetValue<string>())] = read;

    /// <summary>Adds an object with properties as given, and with those that every object has.</summary>
    public void Add(string type, string id, params IEnumerable<(string Name, string? Value)> properties)
    {
        var all = new JsonObject { ["hs_object_id"] = id, ["hs_lastmodifieddate"] = "2026-11-20T09:00:00.500Z" };
        foreach (var (name, value) in properties)
        {
            all[name] = value;
        }

        Add(type, new JsonObject { ["id"] = id, ["properties"] = all, ["createdAt"] = "2026-11-20T08:00:00Z", ["updatedAt"] = "2026-11-20T09:00:00.500Z" });
    }

    public void Link(string from, string fromId, string to, params IEnumerable<string> toIds)
    {
        foreach (var toId in toIds)
        {
            _links.Add((from, fromId, to, toId));
            _links.Add((to, toId, from, fromId));
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(context.Request.Path);
        if (Instead is { } instead)
        {
            await instead(context);
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await WriteAsync(context, 401, new JsonObject { ["status"] = "error", ["category"] = "INVALID_AUTHENTICATION", ["message"] = "Authentication credentials not found." });
            return;
        }

        var question = (await JsonNode.ParseAsync(context.Request.Body))!;
        string[] path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (status, answer) = path switch
        {
            ["crm", "v3", "objects", var type, "batch", "read"] => ReadObjects(type, question),
            ["crm", "v4", "associations", var from, var to, "batch", "read"] => ReadLinks(from, to, question),
            _ => (404, new JsonObject()),
        };
        await WriteAsync(context, status, answer);
    }

    private (int Status, JsonObject Answer) ReadObjects(string type, JsonNode question)
    {
        var ids = Inputs(question).Select(input => input.Id).ToList();
        if (ids.Count > (question["propertiesWithHistory"] is null ? 100 : 50))
        {
            return (400, new JsonObject { ["status"] = "error", ["category"] = "VALIDATION_ERROR" });
        }

        string[] asked = [.. question["properties"]!.AsArray().Select(name => name!.GetValue<string>())];
        var gone = ids.Where(id => !_objects.ContainsKey((type, id))).ToList();
        return Answer(
            ids.Except(gone).Select(id => Shown(_objects[(type, id)], asked)),
            gone.Count == 0 ? [] : [new JsonObject { ["status"] = "error", ["category"] = "OBJECT_NOT_FOUND", ["context"] = new JsonObject { ["ids"] = new JsonArray([.. gone.Select(id => (JsonNode)id)]) } }]);
    }

    /// <summary>Only the properties that were asked for, and null for those that there are none of.</summary>
    private static JsonObject Shown(JsonObject stored, string[] asked)
    {
        var shown = stored.DeepClone().AsObject();
        shown["properties"] = new JsonObject(asked.Select(name => KeyValuePair.Create(name, stored["properties"]![name]?.DeepClone())));
        return shown;
    }

    private (int Status, JsonObject Answer) ReadLinks(string from, string to, JsonNode question)
    {
        var results = new List<JsonObject>();
        var errors = new List<JsonObject>();
        foreach (var (id, after) in Inputs(question))
        {
            var all = _links.Where(link => link.From == from && link.FromId == id && link.To == to).Select(link => link.ToId).ToList();
            if (all.Count == 0)
            {
                errors.Add(new() { ["status"] = "error", ["category"] = "OBJECT_NOT_FOUND", ["subCategory"] = "crm.associations.NO_ASSOCIATIONS_FOUND" });
                continue;
            }

            var result = new JsonObject
            {
                ["from"] = new JsonObject { ["id"] = id },
                ["to"] = new JsonArray([.. all.Skip(after).Take(PageSize).Select(toId => new JsonObject { ["toObjectId"] = long.Parse(toId, null), ["associationTypes"] = new JsonArray() })]),
            };
            if (after + PageSize < all.Count)
            {
                result["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = $"{after + PageSize}" } };
            }

            results.Add(result);
        }

        return Answer(results, errors);
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

    private static List<(string Id, int After)> Inputs(JsonNode question) =>
    [
        .. question["inputs"]!.AsArray().Select(input => (input!["id"]!.GetValue<string>(), int.Parse(input["after"]?.GetValue<string>() ?? "0", null))),
    ];

    public static Task WriteAsync(HttpContext context, int status, JsonObject answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }
}
