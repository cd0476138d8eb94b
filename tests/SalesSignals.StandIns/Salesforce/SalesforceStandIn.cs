using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.StandIns.Salesforce;

/// <summary>
/// Salesforce's REST API as far as we use it: OAuth's client credentials, descriptions of objects, and queries in SOQL that are really
/// carried out, in batches with locators, with and without what was deleted or archived.
/// </summary>
internal sealed class SalesforceStandIn : ApiStandIn
{
    public const string ClientId = "3MVG9.stand-in";
    public const string ClientSecret = "E5B1.stand-in-secret";
    public const string AccessToken = "00D000000000062!stand-in";

    private const string Root = "/services/data/v66.0";
    private const int LongestAddress = 16_000;

    private readonly Dictionary<string, SalesforceTable> _tables = SalesforceSchema.Fields.Keys.ToDictionary(type => type, type => new SalesforceTable(type), StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, List<JsonObject>> _locators = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _tokens = new(StringComparer.Ordinal) { [AccessToken] = true };
    private int _count;

    private SalesforceStandIn()
    {
    }

    /// <summary>How many rows an answer holds.</summary>
    public int BatchSize { get; set; } = 2000;

    /// <summary>Fields that the user may not see, such as <c>Contact.Email</c>.</summary>
    public HashSet<string> Hidden { get; } = [];

    /// <summary>How many tokens were given out.</summary>
    public int Tokens { get; private set; }

    /// <summary>Told with tokens; Salesforce itself does not.</summary>
    public int? ExpiresIn { get; set; }

    public static async Task<SalesforceStandIn> CreateAsync()
    {
        var standIn = new SalesforceStandIn();
        await standIn.StartAsync();
        return standIn;
    }

    public void Load(DealStory story)
    {
        foreach (var (type, record) in SalesforceRows.Of(story))
        {
            Add(type, record);
        }
    }

    /// <summary>Adds deals of a dull kind, with a history of three rows, two tasks, an event and a contact each; every tenth is won.</summary>
    public void AddMany(int deals)
    {
        for (var i = 0; i < deals; i++)
        {
            foreach (var (type, id, row) in SalesforceManyDeals.Of(i))
            {
                _tables[type].Set(id, row);
            }
        }
    }

    /// <summary>Adds a record, or replaces the one of its id.</summary>
    public void Add(string type, Dictionary<string, object?> record)
    {
        if (record.GetValueOrDefault("WhatId") is string what)
        {
            record["What.Type"] = what.StartsWith("006", StringComparison.Ordinal) ? "Opportunity" : "Account";
        }

        record.TryAdd("IsDeleted", false);
        record.TryAdd("IsArchived", false);
        _tables[type].Set((string)record["Id"]!, field => record.GetValueOrDefault(field));
    }

    /// <summary>Changes some fields of a record, as of a time.</summary>
    public void Change(string type, string id, DateTimeOffset at, params (string Field, object? Value)[] fields)
    {
        var before = _tables[type][id];
        var record = SalesforceSchema.Fields[type].ToDictionary(field => field, before, StringComparer.Ordinal);
        (record["SystemModstamp"], record["LastModifiedDate"]) = (at, at);
        foreach (var (field, value) in fields)
        {
            record[field] = value;
        }

        Add(type, record);
    }

    public void ExpireTokens() => _tokens.Clear();

    protected override async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/services/oauth2/token")
        {
            await GiveTokenAsync(context);
        }
        else if (context.Request.Headers.Authorization.ToString() is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] || !_tokens.ContainsKey(token))
        {
            await FailAsync(context, 401, "INVALID_SESSION_ID", "Session expired or invalid");
        }
        else if (!HttpMethods.IsGet(context.Request.Method) || !path.StartsWith(Root, StringComparison.Ordinal))
        {
            await FailAsync(context, 404, "NOT_FOUND", "The requested resource does not exist");
        }
        else if (context.Request.QueryString.Value!.Length > LongestAddress)
        {
            await FailAsync(context, 414, "URI_TOO_LONG", "URI Too Long");
        }
        else
        {
            await AnswerAsync(context, path[Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private Task AnswerAsync(HttpContext context, string[] path) => path switch
    {
        ["sobjects", var type, "describe"] when _tables.ContainsKey(type) => WriteAsync(context, 200, Description(type)),
        ["query" or "queryAll"] => QueryAsync(context, context.Request.Query["q"].ToString(), all: path[0] == "queryAll"),
        ["query" or "queryAll", var locator] => GoOnAsync(context, path[0], locator),
        _ => FailAsync(context, 404, "NOT_FOUND", "The requested resource does not exist"),
    };

    private async Task GiveTokenAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        if (form["grant_type"] != "client_credentials")
        {
            await WriteAsync(context, 400, new JsonObject { ["error"] = "unsupported_grant_type", ["error_description"] = "grant type not supported" });
            return;
        }

        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
        {
            await WriteAsync(context, 400, new JsonObject { ["error"] = "invalid_client", ["error_description"] = $"invalid client credentials {form["client_id"]}" });
            return;
        }

        var token = $"00D000000000062!token-{++Tokens}";
        _tokens[token] = true;
        var answer = new JsonObject
        {
            ["access_token"] = token,
            ["signature"] = "c2lnbmF0dXJl",
            ["scope"] = "api",
            ["instance_url"] = Address,
            ["id"] = $"{Address}/id/{SalesforceIds.Organization}/{SalesforceIds.Owner("1")}",
            ["token_type"] = "Bearer",
            ["issued_at"] = "1795176000000",
        };
        if (ExpiresIn is { } seconds)
        {
            answer["expires_in"] = seconds;
        }

        await WriteAsync(context, 200, answer);
    }

    private JsonObject Description(string type) => new()
    {
        ["name"] = type,
        ["queryable"] = true,
        ["fields"] = new JsonArray([.. SalesforceSchema.Fields[type].Where(field => !field.Contains('.', StringComparison.Ordinal) && !Hidden.Contains($"{type}.{field}"))
            .Select(field => (JsonNode)new JsonObject { ["name"] = field, ["label"] = field, ["filterable"] = true })]),
    };

    private async Task QueryAsync(HttpContext context, string soql, bool all)
    {
        SoqlQuery query;
        try
        {
            query = SoqlQuery.Read(soql);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            await FailAsync(context, 400, "MALFORMED_QUERY", e.Message);
            return;
        }

        if (!_tables.TryGetValue(query.Type, out var table))
        {
            await FailAsync(context, 400, "INVALID_TYPE", $"sObject type '{query.Type}' is not supported.");
        }
        else if (!query.IsCount && query.Fields.FirstOrDefault(field => !IsVisible(query.Type, field)) is { } unknown)
        {
            await FailAsync(context, 400, "INVALID_FIELD", $"No such column '{unknown}' on entity '{query.Type}'.");
        }
        else
        {
            var rows = table.Find(query, all).ToList();
            await (query.IsCount
                ? WriteAsync(context, 200, new JsonObject { ["totalSize"] = rows.Count, ["done"] = true, ["records"] = new JsonArray() })
                : WriteBatchAsync(context, all ? "queryAll" : "query", [.. rows.Select(row => Record(query, row))], 0));
        }
    }

    private bool IsVisible(string type, string field) =>
        SalesforceSchema.Fields[type].Contains(field) && !Hidden.Contains(field.Contains('.', StringComparison.Ordinal) ? field : $"{type}.{field}");

    private static JsonObject Record(SoqlQuery query, Func<string, object?> row)
    {
        var id = row("Id");
        var record = new JsonObject { ["attributes"] = new JsonObject { ["type"] = query.Type, ["url"] = $"{Root}/sobjects/{query.Type}/{id}" } };
        foreach (var field in query.Fields)
        {
            if (field.Split('.') is [var parent, var name])
            {
                var related = record[parent] as JsonObject ?? new JsonObject { ["attributes"] = new JsonObject { ["type"] = parent } };
                related[name] = SalesforceSchema.Json(row(field));
                record[parent] = related.Parent is null ? related : record[parent];
            }
            else
            {
                record[field] = SalesforceSchema.Json(row(field));
            }
        }

        return record;
    }

    private Task GoOnAsync(HttpContext context, string resource, string locator) =>
        locator.Split('-') is [var id, var offset] && _locators.TryGetValue(id, out var records)
            ? WriteBatchAsync(context, resource, records, int.Parse(offset, CultureInfo.InvariantCulture), id)
            : FailAsync(context, 400, "INVALID_QUERY_LOCATOR", "invalid query locator");

    private Task WriteBatchAsync(HttpContext context, string resource, List<JsonObject> records, int offset, string? locator = null)
    {
        var answer = new JsonObject
        {
            ["totalSize"] = records.Count,
            ["done"] = offset + BatchSize >= records.Count,
            ["records"] = new JsonArray([.. records.Skip(offset).Take(BatchSize).Select(record => record.DeepClone())]),
        };
        if (offset + BatchSize < records.Count)
        {
            locator ??= $"01g8k00000QuErYQAU{Interlocked.Increment(ref _count)}";
            _locators[locator] = records;
            answer["nextRecordsUrl"] = $"{Root}/{resource}/{locator}-{offset + BatchSize}";
        }

        context.Response.Headers["Sforce-Limit-Info"] = "api-usage=18/100000";
        return WriteAsync(context, 200, answer);
    }

    private static Task FailAsync(HttpContext context, int status, string code, string message) =>
        WriteAsync(context, status, new JsonArray(new JsonObject { ["message"] = message, ["errorCode"] = code }));
}
