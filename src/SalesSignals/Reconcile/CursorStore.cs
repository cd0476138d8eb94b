using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Reconcile;

/// <summary>Keeps where walks through CRMs stand, and notes their ends. Every move is guarded by ETag.</summary>
public sealed class CursorStore(ITable cursor)
{
    private const int Tries = 10;

    /// <summary>The walk that was begun and is not through; null where there is none.</summary>
    internal async Task<WalkCursor?> FindAsync(string source, string walk, CancellationToken cancellationToken) =>
        await cursor.GetAsync(BackfilledSources.Partition(source), walk, cancellationToken) is { } row ? CursorRows.Read(source, row) : null;

    internal Task<TableRow?> ReadAsync(string source, string row, CancellationToken cancellationToken) =>
        cursor.GetAsync(BackfilledSources.Partition(source), row, cancellationToken);

    /// <summary>Keeps a cursor in the place of the version it was read as, or as a new one.</summary>
    /// <exception cref="WalkTakenOverException">Somebody else moved it meanwhile.</exception>
    internal async Task<WalkCursor> SaveAsync(WalkCursor moved, CancellationToken cancellationToken)
    {
        var row = CursorRows.Write(moved);
        var result = await cursor.WriteAsync(moved.ETag is { } etag ? new TableWrite.Replace(row, etag) : new TableWrite.Insert(row), cancellationToken);
        if (result is { IsWritten: true, ETag: { } written })
        {
            return moved with { ETag = written };
        }

        // A refusal may be the echo of our own write, whose answer was lost.
        return await FindAsync(moved.Source, row.RowKey, cancellationToken) is { } kept && kept with { ETag = moved.ETag } == moved
            ? kept
            : throw new WalkTakenOverException(moved.Source);
    }

    /// <summary>Gives up a walk that is not through.</summary>
    internal Task DropAsync(WalkCursor? walk, CancellationToken cancellationToken) =>
        walk is null ? Task.CompletedTask : cursor.WriteAsync(End(walk), cancellationToken);

    /// <summary>Ends a backfill: its cursor goes, and that the past is told is noted, in one write.</summary>
    /// <exception cref="WalkTakenOverException">Somebody else moved the cursor meanwhile.</exception>
    internal async Task EndAsync(WalkCursor through, CrmWalk.Backfill backfill, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = new TableRow(BackfilledSources.Partition(through.Source), BackfilledSources.DoneRow)
        {
            [BackfilledSources.DoneAt] = now,
            [CursorRows.StartedAt] = through.StartedAt,
            ["ClosedSince"] = backfill.ClosedSince,
            ["Deals"] = through.Deals,
            [CursorRows.Run] = through.Run,
        };
        var result = await cursor.WriteAsync([End(through), new TableWrite.Upsert(done)], cancellationToken);
        if (!result.IsWritten)
        {
            await MustBeOursAsync(through, BackfilledSources.DoneRow, cancellationToken);
        }
    }

    /// <summary>Ends a window of changes: its cursor goes, up to when the source is compared is noted, and what was found is counted for the day.</summary>
    /// <exception cref="WalkTakenOverException">Somebody else moved the cursor meanwhile.</exception>
    internal async Task EndAsync(WalkCursor through, CrmWalk.Changes changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var status = new TableRow(BackfilledSources.Partition(through.Source), CursorRows.Status)
            {
                [CursorRows.Until] = changes.Until, [CursorRows.LastRunAt] = now, [CursorRows.LastError] = through.Failure ?? "", [CursorRows.Run] = through.Run,
            };
            List<TableWrite> writes = [End(through), new TableWrite.UpsertMerge(status)];
            if (through.Found.Total > 0)
            {
                writes.Add(await CountAsync(through, now, cancellationToken));
            }

            var result = await cursor.WriteAsync(writes, cancellationToken);
            if (result.IsWritten)
            {
                return;
            }

            if (result.FailedIndex == 0)
            {
                await MustBeOursAsync(through, CursorRows.Status, cancellationToken);
                return;
            }
        }

        throw new StorageUnavailableException($"The day's differences of '{through.Source}' were written by others {Tries} times in a row.");
    }

    /// <summary>Notes how a run ended that brought nothing to its end.</summary>
    internal Task NoteAsync(string source, DateTimeOffset now, string error, CancellationToken cancellationToken)
    {
        var row = new TableRow(BackfilledSources.Partition(source), CursorRows.Status) { [CursorRows.LastRunAt] = now, [CursorRows.LastError] = error };
        return cursor.WriteAsync(new TableWrite.UpsertMerge(row), cancellationToken);
    }

    private static TableWrite.Delete End(WalkCursor through) =>
        new(BackfilledSources.Partition(through.Source), CursorRows.WalkOf(through.Walk), through.ETag!);

    private async Task<TableWrite> CountAsync(WalkCursor through, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = CursorRows.DifferencesOn(now);
        var before = await ReadAsync(through.Source, key, cancellationToken);
        var row = new TableRow(BackfilledSources.Partition(through.Source), key);
        CursorRows.Write(row, through.Found + (before is null ? default : CursorRows.ReadDifference(before)));
        return before?.ETag is { } etag ? new TableWrite.Replace(row, etag) : new TableWrite.Insert(row);
    }

    /// <summary>A refused end may be the echo of our own, whose answer was lost.</summary>
    private async Task MustBeOursAsync(WalkCursor through, string noted, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(through.Source, noted, cancellationToken);
        if (row?.GetString(CursorRows.Run) != through.Run)
        {
            throw new WalkTakenOverException(through.Source);
        }
    }
}
