using Microsoft.Extensions.Logging;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Reconcile;

/// <summary>
/// Asks a CRM what changed since it was last asked, so that a webhook that was lost heals itself, and counts what none had told: that
/// measures how many are lost.
/// </summary>
public sealed partial class Reconciliation(CursorStore cursors, CrmWalker walker, TimeProvider time, ILogger<Reconciliation> logger)
{
    /// <summary>Compares window after window, oldest first, until all but the last minutes are known or time is up.</summary>
    /// <param name="source">With a client.</param>
    /// <param name="since">Goes further back than where the last run ended; null to go on from there.</param>
    /// <param name="timeIsUpAt">Begins no page after this; null to go to the end.</param>
    /// <param name="moved">Hears of the cursor after every page.</param>
    /// <exception cref="CrmUnavailableException">The CRM could not be read; the cursor stays where it was.</exception>
    /// <exception cref="WalkTakenOverException">Another process is at it.</exception>
    public async Task<ReconcileResult> RunAsync(
        CrmSource source, DateTimeOffset? since, DateTimeOffset? timeIsUpAt, Patience patience, Action<WalkCursor>? moved, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(patience);
        using var step = SalesTracing.Step("reconcile")?.SetTag("salessignals.source", source.Name);
        try
        {
            var result = await WalkAsync(source, since, timeIsUpAt, patience, moved, cancellationToken);
            Measure(source.Name, result.Found);
            Log.Compared(logger, source.Name, result.Until, result.Found.Total);
            return result;
        }
        catch (Exception e) when (e is not (OperationCanceledException or WalkTakenOverException or StorageUnavailableException))
        {
            await cursors.NoteAsync(source.Name, time.GetUtcNow(), e is CrmUnavailableException ? e.Message : FailureReason.Of(e), cancellationToken);
            throw;
        }
    }

    private async Task<ReconcileResult> WalkAsync(
        CrmSource source, DateTimeOffset? since, DateTimeOffset? timeIsUpAt, Patience patience, Action<WalkCursor>? moved, CancellationToken cancellationToken)
    {
        // What changes while this run reads is for the next one: it would never end.
        var now = time.GetUtcNow();
        var run = Guid.NewGuid().ToString("N");
        var (known, cursor) = await patience.DoAsync(cancel => FindStartAsync(source.Name, since, cancel), cancellationToken);
        var result = new ReconcileResult(known, DealDifference.None, 0, IsCaughtUp: false);
        while ((cursor ?? Next(source.Name, result.Until, now)) is { } next)
        {
            cursor = await walker.WalkAsync(source, next with { Run = run }, patience, timeIsUpAt, moved, cancellationToken);
            result = result with { Found = result.Found + cursor.Found, Failed = result.Failed + cursor.Failed };
            if (!cursor.IsThrough)
            {
                return result;
            }

            var window = (CrmWalk.Changes)cursor.Walk;
            await patience.DoAsync(cancel => cursors.EndAsync(cursor, window, time.GetUtcNow(), cancel), cancellationToken);
            (result, cursor) = (result with { Until = window.Until }, null);
        }

        if (result.Until == known)
        {
            await cursors.NoteAsync(source.Name, time.GetUtcNow(), error: "", cancellationToken);
        }

        return result with { IsCaughtUp = true };
    }

    private static void Measure(string source, DealDifference found)
    {
        SalesMetrics.ReconcileDifference(source, "deals", found.Deals);
        SalesMetrics.ReconcileDifference(source, "fields", found.Fields);
        SalesMetrics.ReconcileDifference(source, "endings", found.Endings);
        SalesMetrics.ReconcileDifference(source, "activities", found.Activities);
        SalesMetrics.ReconcileDifference(source, "contacts", found.Contacts);
    }

    private static WalkCursor? Next(string source, DateTimeOffset known, DateTimeOffset now) => ReconcileWindow.After(known, now) is { } window
        ? new() { Source = source, Walk = window, StartedAt = now }
        : null;

    /// <summary>Up to when all is known, and the window that a run before did not end.</summary>
    private async Task<(DateTimeOffset Known, WalkCursor? Cursor)> FindStartAsync(string source, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var known = (await cursors.ReadAsync(source, CursorRows.Status, cancellationToken))?.GetDateTimeOffset(CursorRows.Until);
        var cursor = await cursors.FindAsync(source, CursorRows.ReconcileWalk, cancellationToken);
        if (since is not { } asked)
        {
            return (known ?? await FirstAsync(source, cancellationToken), cursor);
        }

        // What is given up here begins again: all from the time given is asked for, and that is never later than what is known.
        await cursors.DropAsync(cursor, cancellationToken);
        return (known < asked ? known.Value : asked, null);
    }

    /// <summary>A backfill has told all up to its beginning; what changed while it ran is for us to find.</summary>
    private async Task<DateTimeOffset> FirstAsync(string source, CancellationToken cancellationToken)
    {
        var backfill = await cursors.ReadAsync(source, CursorRows.BackfillWalk, cancellationToken)
            ?? await cursors.ReadAsync(source, BackfilledSources.DoneRow, cancellationToken);
        return backfill?.GetDateTimeOffset(CursorRows.StartedAt) ?? time.GetUtcNow() - ReconcileWindow.First;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Source {Source} is compared with its CRM up to {Until}; {Differences} differences were found.")]
        public static partial void Compared(ILogger logger, string source, DateTimeOffset until, long differences);
    }
}

/// <summary>What came of comparing.</summary>
/// <param name="Until">Up to when all that the CRM changed is known here.</param>
/// <param name="Found">What no webhook had told.</param>
/// <param name="Failed">Deals that could not be written.</param>
/// <param name="IsCaughtUp">Whether only the last minutes are left; else time was up.</param>
public sealed record ReconcileResult(DateTimeOffset Until, DealDifference Found, long Failed, bool IsCaughtUp);
