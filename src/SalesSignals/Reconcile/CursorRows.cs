using System.Globalization;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Reconcile;

/// <summary>The rows of a source in the <c>Cursor</c> table: all in one partition, so that a walk ends and is noted as ended in one write.</summary>
internal static class CursorRows
{
    public const string BackfillWalk = "backfill|walk";
    public const string ReconcileWalk = "reconcile|walk";

    /// <summary>How comparing with the CRM stands.</summary>
    public const string Status = "reconcile|status";

    public const string Until = "Until";
    public const string LastRunAt = "LastRunAt";
    public const string LastError = "LastError";
    public const string StartedAt = "StartedAt";
    public const string Run = "Run";

    /// <summary>Begins the rows that count differences, one a day.</summary>
    public const string DifferencesPrefix = "differences|";

    public const string Total = "Total";

    private const string Since = "Since";
    private const string ClosedSince = "ClosedSince";

    public static string DifferencesOn(DateTimeOffset at) =>
        DifferencesPrefix + at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string WalkOf(CrmWalk walk) => walk is CrmWalk.Backfill ? BackfillWalk : ReconcileWalk;

    public static TableRow Write(WalkCursor cursor)
    {
        var row = new TableRow(BackfilledSources.Partition(cursor.Source), WalkOf(cursor.Walk))
        {
            [StartedAt] = cursor.StartedAt,
            ["Part"] = cursor.Part,
            ["After"] = cursor.After,
            ["IsThrough"] = cursor.IsThrough,
            ["Pages"] = cursor.Pages,
            ["Objects"] = cursor.Objects,
            ["ToldDeals"] = cursor.Deals,
            ["Failed"] = cursor.Failed,
            ["Failure"] = cursor.Failure,
            [Run] = cursor.Run,
        };
        switch (cursor.Walk)
        {
            case CrmWalk.Backfill backfill:
                row[ClosedSince] = backfill.ClosedSince;
                break;
            case CrmWalk.Changes changes:
                (row[Since], row[Until]) = (changes.Since, changes.Until);
                Write(row, cursor.Found);
                break;
        }

        return row;
    }

    public static WalkCursor Read(string source, TableRow row) => new()
    {
        Source = source,
        Walk = row.RowKey == BackfillWalk
            ? new CrmWalk.Backfill(row.GetDateTimeOffset(ClosedSince)!.Value)
            : new CrmWalk.Changes(row.GetDateTimeOffset(Since)!.Value, row.GetDateTimeOffset(Until)!.Value),
        StartedAt = row.GetDateTimeOffset(StartedAt)!.Value,
        Part = row.GetString("Part"),
        After = row.GetString("After"),
        IsThrough = row.GetBoolean("IsThrough") ?? false,
        Pages = row.GetInt64("Pages") ?? 0,
        Objects = row.GetInt64("Objects") ?? 0,
        Deals = row.GetInt64("ToldDeals") ?? 0,
        Failed = row.GetInt64("Failed") ?? 0,
        Failure = row.GetString("Failure"),
        Found = ReadDifference(row),
        Run = row.GetString(Run) ?? "",
        ETag = row.ETag,
    };

    public static void Write(TableRow row, DealDifference found)
    {
        row["Deals"] = found.Deals;
        row["Fields"] = found.Fields;
        row["Endings"] = found.Endings;
        row["Activities"] = found.Activities;
        row["Contacts"] = found.Contacts;
        row[Total] = found.Total;
    }

    public static DealDifference ReadDifference(TableRow row)
    {
        long Of(string column) => row.GetInt64(column) ?? 0;
        return new(Of("Deals"), Of("Fields"), Of("Endings"), Of("Activities"), Of("Contacts"));
    }
}
