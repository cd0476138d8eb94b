using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SalesSignals.Deals;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Export;

/// <summary>What can be exported: which rows of the Deals table, and what of them under which name.</summary>
internal sealed record ExportSheet(string Name, string Prefix, ImmutableArray<ExportColumn> Columns)
{
    public static ExportSheet Deals { get; } = new("deals", DealKeys.DealPrefix,
    [
        new("deal", row => $"{row.GetString("Source")}:{row.GetString("DealId")}"),
        new("name", "Name"), new("source", "Source"), new("pipeline", "Pipeline"), new("stage", "Stage"), new("crmStage", "CrmStage"),
        new("status", "Status"), new("amount", "Amount"), new("currency", "Currency"), new("closeDate", "CloseDate"), new("ownerId", "OwnerId"),
        new("forecastCategory", "ForecastCategory"), new("lastBuyerTouchAt", "LastBuyerTouchAt"), new("lastSellerTouchAt", "LastSellerTouchAt"),
        new("stageEnteredAt", "StageEnteredAt"), new("nextPlannedAt", "NextPlannedAt"), new("updatedAt", "UpdatedAt"), new("url", "Url"),
    ]);

    public static ExportSheet Signals { get; } = new("signals", DealKeys.SignalPrefix,
    [
        new("deal", "Deal"), new("kind", "Kind"), new("severity", "Severity"), new("summary", "Summary"), new("nextAction", "NextAction"),
        new("threshold", "Threshold"), new("raisedAt", "RaisedAt"), new("worsenedAt", "WorsenedAt"), new("alertedAt", "AlertedAt"),
        new("parkedUntil", "ParkedUntil"), new("parkedAt", "ParkedAt"), new("parkedReason", "ParkedReason"), new("parkedBy", "ParkedBy"), new("clearedAt", "ClearedAt"), new("ruleVersion", "RuleVersion"),
        new("evidence", row => row.GetString("Evidence") is { } json ? new ExportJson(json) : null),
    ]);

    public static ExportSheet Events { get; } = new("events", DealKeys.EventPrefix,
    [
        new("deal", "Deal"), new("id", "EventId"), new("occurredAt", "OccurredAt"),
        new("event", row => JsonColumn.Read(row, "Event") is { } json ? new ExportJson(json) : null),
    ]);

    public static ImmutableArray<ExportSheet> All { get; } = [Deals, Signals, Events];

    /// <summary>The sheet's rows, a partition after the other and a page at a time: memory stays flat.</summary>
    public async IAsyncEnumerable<TableRow> ReadAsync(ITable deals, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < DealKeys.Buckets; bucket++)
        {
            await foreach (var page in deals.QueryAsync(TableQuery.Prefix(DealKeys.Bucket(bucket), Prefix), cancellationToken))
            {
                foreach (var row in page)
                {
                    yield return row;
                }
            }
        }
    }
}

/// <summary>A column of an export, and where its value comes from: text, a number, an instant, JSON, or nothing.</summary>
internal sealed record ExportColumn(string Name, Func<TableRow, object?> Value)
{
    public ExportColumn(string name, string column)
        : this(name, row => row[column])
    {
    }
}

/// <summary>A value that is JSON already.</summary>
internal sealed record ExportJson(string Text)
{
    public override string ToString() => Text;
}
