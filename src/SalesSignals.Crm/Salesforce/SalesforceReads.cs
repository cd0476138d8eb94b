using System.Collections.Concurrent;
using System.Collections.Frozen;
using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>Queries of Salesforce's REST API, and what there is to ask for.</summary>
internal sealed class SalesforceReads(CrmApi api, TimeProvider time)
{
    private const string Root = "/services/data/v66.0";

    /// <summary>Of 2,000 records each, of fewer where they are large; a query is not read further.</summary>
    private const int MostPages = 8;

    /// <summary>An admin who shows or hides a field need not restart anything.</summary>
    private static readonly TimeSpan DescribedFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, FrozenSet<string> Fields)> _described = new(StringComparer.Ordinal);

    /// <param name="all">Also those in the recycle bin, and activities that Salesforce has archived for their age.</param>
    public async Task<List<SalesforceRecord>> QueryAsync(string soql, bool all, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var records = new List<SalesforceRecord>();
        var path = Path(soql, all);
        for (var page = 0; page < MostPages && path is not null; page++)
        {
            var answer = await api.GetAsync(path, SalesforceJson.Default.SalesforceAnswer, timeout, cancellationToken);
            records.AddRange((answer.Records ?? []).Select(SalesforceRecord.Read));
            path = answer.Done ? null : Next(answer.NextRecordsUrl);
        }

        return records;
    }

    public async Task<long> CountAsync(string type, string where, bool all, CancellationToken cancellationToken) =>
        (await api.GetAsync(Path(Soql.Count(type, where), all), SalesforceJson.Default.SalesforceAnswer, CrmApi.LongTimeout, cancellationToken)).TotalSize;

    /// <summary>The fields that we read of an object and the user of the token may see.</summary>
    public async Task<IReadOnlyList<string>> FieldsAsync(string type, CancellationToken cancellationToken)
    {
        var visible = await DescribeAsync(type, cancellationToken);
        return [.. SalesforceTypes.FieldsOf(type).Where(visible.Contains)];
    }

    public async Task<bool> SeesAsync(string type, string field, CancellationToken cancellationToken) =>
        (await DescribeAsync(type, cancellationToken)).Contains(field);

    private async Task<FrozenSet<string>> DescribeAsync(string type, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_described.TryGetValue(type, out var described) && now - described.At < DescribedFor)
        {
            return described.Fields;
        }

        var answer = await api.GetAsync(
            $"{Root}/sobjects/{type}/describe", SalesforceJson.Default.SalesforceDescription, CrmApi.LongTimeout, cancellationToken);
        var fields = (answer.Fields ?? []).Select(field => field.Name ?? "").ToFrozenSet(StringComparer.Ordinal);
        _described[type] = (now, fields);
        return fields;
    }

    private static string Path(string soql, bool all) => $"{Root}/{(all ? "queryAll" : "query")}?q={Uri.EscapeDataString(soql)}";

    /// <summary>A path of the same API: the token goes nowhere else.</summary>
    private static string Next(string? path) => path?.StartsWith("/services/data/", StringComparison.Ordinal) is true
        ? path
        : throw new CrmUnavailableException(CrmApiAnswer.UntilMended, "Salesforce answered a query with something else than documented (nextRecordsUrl)");
}
