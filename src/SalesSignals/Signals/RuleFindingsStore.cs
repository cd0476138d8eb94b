using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Storage;

namespace SalesSignals.Signals;

/// <summary>Findings, and when they were counted.</summary>
public sealed record CountedRules(RuleFindings Findings, DateTimeOffset CountedAt)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Whether it is time to count (again).</summary>
    public static bool IsDue(DateTimeOffset? countedAt, DateTimeOffset now) => countedAt is null || now - countedAt >= Lifetime;
}

/// <summary>Keeps what became of what the rules raised, beside the settings, so that a page or a report need not look at every deal.</summary>
public sealed class RuleFindingsStore(ITable settings)
{
    private const string Partition = "rules";
    private const string Current = "current";
    private const string Walk = "walk";
    private const string Findings = "Findings";
    private const string At = "CountedAt";
    private const string Next = "NextBucket";

    /// <summary>Null where nothing was counted yet, or in a form that this version does not know.</summary>
    public async Task<CountedRules?> ReadAsync(CancellationToken cancellationToken) =>
        await settings.GetAsync(Partition, Current, cancellationToken) is { } row && row.GetDateTimeOffset(At) is { } at && Read(row) is { } findings
            ? new(findings, at)
            : null;

    public Task SaveAsync(CountedRules counted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(counted);
        return settings.WriteAsync(new TableWrite.Upsert(Row(Current, counted.Findings, counted.CountedAt)), cancellationToken);
    }

    /// <summary>What a count that began at a time has found so far, and with which bucket it goes on; nothing and the first where it has just begun.</summary>
    internal async Task<(RuleFindings Findings, int NextBucket)> ReadWalkAsync(DateTimeOffset startedAt, CancellationToken cancellationToken) =>
        await settings.GetAsync(Partition, Walk, cancellationToken) is { } row && row.GetDateTimeOffset(At) == startedAt && Read(row) is { } findings
            ? (findings, row.GetInt32(Next) ?? 0)
            : (RuleFindings.None, 0);

    internal Task SaveWalkAsync(RuleFindings findings, DateTimeOffset startedAt, int nextBucket, CancellationToken cancellationToken)
    {
        var row = Row(Walk, findings, startedAt);
        row[Next] = nextBucket;
        return settings.WriteAsync(new TableWrite.Upsert(row), cancellationToken);
    }

    private static TableRow Row(string key, RuleFindings findings, DateTimeOffset at)
    {
        var row = new TableRow(Partition, key) { [At] = at };
        JsonColumn.Write(row, Findings, JsonSerializer.Serialize(findings, RuleFindingsJson.Default.RuleFindings));
        return row;
    }

    private static RuleFindings? Read(TableRow row)
    {
        try
        {
            return JsonSerializer.Deserialize(JsonColumn.Read(row, Findings) ?? "null", RuleFindingsJson.Default.RuleFindings);
        }
        catch (JsonException)
        {
            // Written by another version: counted anew within a day.
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(RuleFindings))]
internal sealed partial class RuleFindingsJson : JsonSerializerContext;
