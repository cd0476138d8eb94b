using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Reconcile;

/// <summary>Reads how sources stand beside their CRMs: one read a source.</summary>
public sealed class ReconcileStatusStore(ITable cursor)
{
    private const int Days = 7;

    /// <summary>How a source stands; with nothing but its name where it was never backfilled or compared.</summary>
    public async Task<ReconcileStatus> ReadAsync(string source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, TableRow>(StringComparer.Ordinal);
        await foreach (var page in cursor.QueryAsync(new TableQuery(BackfilledSources.Partition(source)), cancellationToken))
        {
            foreach (var row in page)
            {
                rows[row.RowKey] = row;
            }
        }

        var status = rows.GetValueOrDefault(CursorRows.Status);
        return new(
            source,
            status?.GetDateTimeOffset(CursorRows.Until),
            status?.GetDateTimeOffset(CursorRows.LastRunAt),
            status?.GetString(CursorRows.LastError) is { Length: > 0 } error ? error : null,
            rows.GetValueOrDefault(BackfilledSources.DoneRow)?.GetDateTimeOffset(BackfilledSources.DoneAt),
            Enumerable.Range(0, Days).Sum(day => rows.GetValueOrDefault(CursorRows.DifferencesOn(now.AddDays(-day)))?.GetInt64(CursorRows.Total) ?? 0));
    }
}
