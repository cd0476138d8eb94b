using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>Asks the Web API for rows.</summary>
internal sealed class DataverseReads(CrmApi api)
{
    public const string Root = "/api/data/v9.2/";

    /// <summary>Rows with texts, such as emails, are some 50 KB each.</summary>
    private const int RowsAtOnce = 250;

    /// <summary>What fits into one address.</summary>
    private const int IdsAtOnce = 100;

    private static readonly (string, string)[] Headers =
    [
        ("OData-MaxVersion", "4.0"),
        ("OData-Version", "4.0"),
        ("Accept", "application/json"),

        // Documented against stale rows in expansions.
        ("If-None-Match", "null"),
    ];

    /// <summary>All rows whose column holds one of the ids.</summary>
    public async Task<List<DataverseRecord>> OfAsync(
        DataverseTable table, string column, IReadOnlyCollection<string> ids, CancellationToken cancellationToken, string filter = "")
    {
        var rows = new List<DataverseRecord>();
        foreach (var chunk in ids.Where(id => Guid.TryParse(id, out _)).Chunk(IdsAtOnce))
        {
            var path = Path(table, DataverseFilter.And(DataverseFilter.In(column, chunk), filter));
            foreach (var json in await AllAsync(path, cancellationToken))
            {
                rows.Add(await RecordAsync(table, json, cancellationToken));
            }
        }

        return rows;
    }

    /// <summary>
    /// One page of rows in order of a time. Rows of a page's last second are left to the next page, which begins with that second, so that
    /// each is told once and none is lost, however many were written at a time. Only where one second fills a whole page (imports write
    /// thousands with one creation time) the API's own link goes on: it holds the last row, not a session, and does not expire.
    /// </summary>
    /// <param name="after">Where the page before ended: a second, or a link.</param>
    public async Task<(List<DataverseRecord> Rows, string? Next)> PageAsync(
        DataverseTable table, string time, string filter, string? after, int size, CancellationToken cancellationToken)
    {
        var isLink = after?.StartsWith(Root, StringComparison.Ordinal) is true;
        var from = after is null || isLink ? "" : DataverseFilter.From(time, EventText.Instant(after, "The cursor"));
        var path = isLink ? after! : $"{Path(table, DataverseFilter.And(filter, from))}&$orderby={time} asc,{table.Id} asc".Replace(" ", "%20", StringComparison.Ordinal);
        var page = await AskAsync(path, size, cancellationToken);
        var rows = new List<DataverseRecord>();
        foreach (var json in page.Value)
        {
            rows.Add(await RecordAsync(table, json, cancellationToken));
        }

        if (page.NextLink is null || rows.Count == 0)
        {
            return (rows, null);
        }

        var (first, last) = (rows[0].Time(time), rows[^1].Time(time));
        if (first == last)
        {
            return (rows, Relative(page.NextLink));
        }

        rows.RemoveAll(row => row.Time(time) == last);
        return (rows, DataverseFilter.Second(last));
    }

    /// <summary>How many rows a filter finds. A plain count ends at 5,000; this one at 50,000.</summary>
    public async Task<long> CountAsync(DataverseTable table, string filter, CancellationToken cancellationToken)
    {
        var path = $"{Root}{table.Set}?$apply=filter({filter})/aggregate($count as rows)".Replace(" ", "%20", StringComparison.Ordinal);
        var page = await AskAsync(path, size: 1, cancellationToken);
        return page.Value is [var only] && only.TryGetProperty("rows", out var rows) && rows.TryGetInt64(out var count) ? count : 0;
    }

    /// <summary>Every row that a filter finds.</summary>
    public async Task<List<JsonElement>> AllAsync(DataverseTable table, string filter, CancellationToken cancellationToken) =>
        await AllAsync(Path(table, filter), cancellationToken);

    /// <summary>Whether the one who asks has a privilege, which is better known than found out by a refusal.</summary>
    public async Task<bool> HasPrivilegeAsync(string privilege, CancellationToken cancellationToken)
    {
        var who = await api.GetAsync($"{Root}WhoAmI", DataverseApiJson.Default.DataverseIdentity, CrmApi.Timeout, cancellationToken, Headers);
        var path = $"{Root}systemusers({who.UserId:D})/Microsoft.Dynamics.CRM.RetrieveUserPrivilegeByPrivilegeName(PrivilegeName='{privilege}')";
        var answer = await api.GetAsync(path, DataverseApiJson.Default.DataversePrivileges, CrmApi.Timeout, cancellationToken, Headers);
        return answer.RolePrivileges is { Count: > 0 };
    }

    private static string Path(DataverseTable table, string filter) =>
        $"{Root}{table.Set}?{table.Query}&$filter={filter}".Replace(" ", "%20", StringComparison.Ordinal);

    /// <summary>Of a link only the path: the token goes to the configured address and nowhere else.</summary>
    private static string Relative(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.PathAndQuery.StartsWith(Root, StringComparison.Ordinal)
            ? uri.PathAndQuery
            : throw DataverseRecord.Undocumented("a link that leads elsewhere");

    /// <summary>The row, with the rest of its people where the API holds some of them back.</summary>
    private async Task<DataverseRecord> RecordAsync(DataverseTable table, JsonElement json, CancellationToken cancellationToken)
    {
        if (!table.HasParties)
        {
            return new(table, json, []);
        }

        List<JsonElement> parties = json.TryGetProperty(table.PartiesMember, out var told) && told.ValueKind is JsonValueKind.Array ? [.. told.EnumerateArray()] : [];
        if (json.TryGetProperty($"{table.PartiesMember}@odata.nextLink", out var more) && more.GetString() is { } link)
        {
            parties.AddRange(await AllAsync(Relative(link), cancellationToken));
        }

        return new(table, json, parties);
    }

    private async Task<List<JsonElement>> AllAsync(string path, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        for (string? next = path; next is not null;)
        {
            var page = await AskAsync(next, RowsAtOnce, cancellationToken);
            rows.AddRange(page.Value);
            next = page.NextLink is { } link ? Relative(link) : null;
        }

        return rows;
    }

    private async Task<DataversePage> AskAsync(string path, int size, CancellationToken cancellationToken)
    {
        (string, string)[] headers =
        [
            .. Headers,
            ("Prefer", $"odata.maxpagesize={size},odata.include-annotations=\"Microsoft.Dynamics.CRM.lookuplogicalname,OData.Community.Display.V1.FormattedValue\""),
        ];
        return await api.GetAsync(path, DataverseApiJson.Default.DataversePage, CrmApi.LongTimeout, cancellationToken, headers);
    }
}
