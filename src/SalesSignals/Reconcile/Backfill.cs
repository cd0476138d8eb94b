using SalesSignals.Events;

namespace SalesSignals.Reconcile;

/// <summary>Tells the past of a CRM's deals. May be stopped at any time and goes on where it was; once done, it may be done again.</summary>
public sealed class Backfill(CursorStore cursors, CrmWalker walker, TimeProvider time)
{
    /// <summary>The backfill that was begun and is not through; null where there is none.</summary>
    public Task<WalkCursor?> FindUnfinishedAsync(string source, CancellationToken cancellationToken) =>
        cursors.FindAsync(source, CursorRows.BackfillWalk, cancellationToken);

    /// <summary>Goes on with the backfill that is not through, as it was begun, or begins one.</summary>
    /// <param name="source">With a client.</param>
    /// <param name="closedSince">For one that begins.</param>
    /// <param name="moved">Hears of the cursor after every page.</param>
    /// <exception cref="CrmUnavailableException">The CRM could not be read; the cursor stays where it was.</exception>
    /// <exception cref="WalkTakenOverException">Another process is at it.</exception>
    public async Task<WalkCursor> RunAsync(
        CrmSource source, DateTimeOffset closedSince, Patience patience, Action<WalkCursor>? moved, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(patience);
        var now = time.GetUtcNow();
        var run = Guid.NewGuid().ToString("N");
        var begun = await patience.DoAsync(cancel => FindUnfinishedAsync(source.Name, cancel), cancellationToken);
        var cursor = begun is not null
            ? begun with { Run = run }
            : new() { Source = source.Name, Walk = new CrmWalk.Backfill(closedSince), StartedAt = now, Run = run };

        // Kept before the first page: changes from this moment on are for reconciliation to find.
        cursor = await patience.DoAsync(cancel => cursors.SaveAsync(cursor, cancel), cancellationToken);
        moved?.Invoke(cursor);
        cursor = await walker.WalkAsync(source, cursor, patience, timeIsUpAt: null, moved, cancellationToken);
        await patience.DoAsync(cancel => cursors.EndAsync(cursor, (CrmWalk.Backfill)cursor.Walk, time.GetUtcNow(), cancel), cancellationToken);
        return cursor;
    }
}
