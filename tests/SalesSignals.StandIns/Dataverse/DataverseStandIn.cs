using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.StandIns.Dataverse;

/// <summary>
/// The Web API of a Dataverse environment. It keeps rows as they stand now, as Dataverse does, and of what is gone an entry in the audit
/// log.
/// </summary>
internal sealed partial class DataverseStandIn : ApiStandIn
{
    public const string FirstToken = "token-1";

    private const string Root = "/api/data/v9.2/";
    private const string UserId = "00000000-0000-4000-8000-00000000a991";
    private const int MostRows = 5000;

    private static readonly string[] Options = ["$select", "$filter", "$orderby", "$expand", "$apply", "$skiptoken"];

    private readonly ConcurrentDictionary<string, bool> _tokens = new() { [FirstToken] = true };
    private int _lastToken = 1;

    private DataverseStandIn()
    {
    }

    public DataverseStandInRows Rows { get; } = new();

    /// <summary>Whether the app's role has the privilege View Audit Summary.</summary>
    public bool MayReadAudits { get; set; } = true;

    /// <summary>How many people of an activity come with it; the others are behind a link of its own.</summary>
    public int PartiesAtOnce { get; set; } = MostRows;

    public int TokensIssued => _lastToken;

    public static new async Task<DataverseStandIn> StartAsync()
    {
        var standIn = new DataverseStandIn();
        await standIn.ListenAsync();
        return standIn;
    }

    public void Load(DealStory story) => Rows.Load(story);

    public void AddMany(int deals) => Rows.AddMany(deals);

    /// <summary>A new access token, as Microsoft Entra ID would give it.</summary>
    public string IssueToken()
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"token-{Interlocked.Increment(ref _lastToken)}");
        _tokens[token] = true;
        return token;
    }

    public void ExpireTokens() => _tokens.Clear();

    protected override Task AnswerAsync(HttpContext context)
    {
        var (request, path) = (context.Request, context.Request.Path.Value ?? "");
        if (!_tokens.ContainsKey(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal)))
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Bearer authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize";
            return Task.CompletedTask;
        }

        if (request.Method is not "GET" || request.Headers["OData-Version"] != "4.0" || !path.StartsWith(Root, StringComparison.Ordinal))
        {
            return RefuseAsync(context, 404, "0x8006088a", $"Resource not found for the segment '{path}'.");
        }

        try
        {
            return path[Root.Length..] switch
            {
                "WhoAmI" => WriteAsync(context, 200, new JsonObject { ["UserId"] = UserId, ["OrganizationId"] = DataverseIds.Organisation }),
                $"systemusers({UserId})/Microsoft.Dynamics.CRM.RetrieveUserPrivilegeByPrivilegeName(PrivilegeName='prvReadAuditSummary')" => WriteAsync(
                    context, 200, new JsonObject { ["RolePrivileges"] = MayReadAudits ? new JsonArray(new JsonObject { ["Depth"] = "Global" }) : new JsonArray() }),
                "audits" when !MayReadAudits => RefuseAsync(context, 403, "0x80040220", "Principal user is missing prvReadAuditSummary privilege"),
                var rest when Rows.Table(rest) is { } table => ListAsync(context, table),
                var rest when PartiesPath().Match(rest) is { Success: true } match && Rows.Table(match.Groups[1].Value) is { } table =>
                    WriteAsync(context, 200, new JsonObject { ["value"] = Parties(table.Find(match.Groups[2].Value)!, PartiesAtOnce, int.MaxValue) }),
                var rest => RefuseAsync(context, 404, "0x8006088a", $"Resource not found for the segment '{rest}'."),
            };
        }
        catch (FormatException e)
        {
            return RefuseAsync(context, 400, "0x80060888", e.Message);
        }
    }

    private Task ListenAsync() => base.StartAsync();

    private static Task RefuseAsync(HttpContext context, int status, string code, string message) =>
        WriteAsync(context, status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    private Task ListAsync(HttpContext context, DataverseStandInTable table)
    {
        var query = context.Request.Query.ToDictionary(option => option.Key, option => option.Value.ToString(), StringComparer.Ordinal);
        if (query.Keys.Except(Options, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new FormatException($"The query parameter {unknown} is not supported");
        }

        if (query.TryGetValue("$apply", out var apply))
        {
            var count = AllOf(table, Counted().Match(apply) is { Success: true } match ? match.Groups[1].Value : throw new FormatException(apply), "").Count();
            return WriteAsync(context, 200, new JsonObject { ["value"] = new JsonArray(new JsonObject { ["rows"] = count }) });
        }

        var prefer = context.Request.Headers["Prefer"].ToString();
        var size = PageSize().Match(prefer) is { Success: true } asked ? int.Parse(asked.Groups[1].Value, CultureInfo.InvariantCulture) : MostRows;
        var isAnnotated = prefer.Contains("odata.include-annotations", StringComparison.Ordinal);
        var columns = Columns(table, query.GetValueOrDefault("$select"));
        var found = After(AllOf(table, query.GetValueOrDefault("$filter"), query.GetValueOrDefault("$orderby") ?? ""), query.GetValueOrDefault("$skiptoken"));
        DataverseStandInRow[] page = [.. found.Take(Math.Min(size, MostRows) + 1)];
        var answer = new JsonObject
        {
            ["@odata.context"] = $"{Address}{Root}$metadata#{table.Set}",
            ["value"] = new JsonArray([.. page.Take(size).Select(row => Expanded(table, row, columns, query.GetValueOrDefault("$expand"), isAnnotated))]),
        };
        if (page.Length > size)
        {
            answer["@odata.nextLink"] = Next(context.Request, page[size - 1].Id);
        }

        return WriteAsync(context, 200, answer);
    }

    private static IEnumerable<DataverseStandInRow> AllOf(DataverseStandInTable table, string? filter, string order)
    {
        var parsed = DataverseStandInFilter.Parse(table, filter);
        return (parsed.Among is { } among ? table.In(among.Column, among.Ids).OrderBy(row => row.Id, StringComparer.Ordinal) : table.Sorted(order).AsEnumerable())
            .Where(parsed.Matches);
    }

    /// <summary>The page's cookie names its last row.</summary>
    private static IEnumerable<DataverseStandInRow> After(IEnumerable<DataverseStandInRow> rows, string? cookie) => cookie is null
        ? rows
        : rows.SkipWhile(row => !cookie.Contains(row.Id, StringComparison.Ordinal)).Skip(1);

    private string Next(HttpRequest request, string last)
    {
        var query = string.Join('&', request.Query.Where(option => option.Key != "$skiptoken").Select(option => $"{option.Key}={Uri.EscapeDataString(option.Value.ToString())}"));
        return $"{Address}{request.Path}?{query}&$skiptoken={Uri.EscapeDataString($"<cookie pagenumber=\"2\" last=\"{last}\" />")}";
    }

    private static List<string> Columns(DataverseStandInTable table, string? select)
    {
        List<string> columns = select is null ? [.. table.Columns] : [.. select.Split(',')];
        return columns.FirstOrDefault(column => !table.Has(column)) is { } unknown
            ? throw new FormatException($"Could not find a property named '{unknown}' on type 'Microsoft.Dynamics.CRM.{table.Name}'.")
            : columns;
    }

    private JsonObject Expanded(DataverseStandInTable table, DataverseStandInRow row, List<string> columns, string? expand, bool isAnnotated)
    {
        var json = DataverseStandInJson.Row(table, row, columns, isAnnotated);
        if (expand is "transactioncurrencyid($select=isocurrencycode)" && table.Name is "opportunity")
        {
            json["transactioncurrencyid"] = row.Columns.GetValueOrDefault("transactioncurrencyid") is DataverseLookup currency
                ? new JsonObject { ["transactioncurrencyid"] = currency.Id, ["isocurrencycode"] = currency.Name }
                : null;
        }
        else if (expand == $"{table.Name}_activity_parties($select=_partyid_value,participationtypemask)" && table.Name is "appointment" or "phonecall" or "email")
        {
            json[$"{table.Name}_activity_parties"] = Parties(row, 0, PartiesAtOnce);
            json[$"{table.Name}_activity_parties@odata.nextLink"] = row.Columns.GetValueOrDefault("parties") is DataverseParty[] parties && parties.Length > PartiesAtOnce
                ? $"{Address}{Root}{table.Set}({row.Id})/{table.Name}_activity_parties?$select=_partyid_value,participationtypemask&$skiptoken=2"
                : null;
        }
        else if (expand is not null)
        {
            throw new FormatException($"The query parameter $expand={expand} is not supported");
        }

        return json;
    }

    private static JsonArray Parties(DataverseStandInRow row, int skip, int take) =>
        [.. (row.Columns.GetValueOrDefault("parties") as DataverseParty[] ?? []).Skip(skip).Take(take).Select(party => DataverseStandInJson.Party(party, isAnnotated: true))];

    [GeneratedRegex(@"odata\.maxpagesize=([0-9]+)")]
    private static partial Regex PageSize();

    [GeneratedRegex(@"^filter\((.*)\)/aggregate\(\$count as rows\)$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"^([a-z]+)\(([0-9a-f-]{36})\)/[a-z]+_activity_parties$")]
    private static partial Regex PartiesPath();
}
