using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Reconcile;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Work;

/// <summary>Compares a source with its CRM, some minutes a message. A CRM that cannot be read now is asked again later and never poisons.</summary>
public sealed partial class SourceReconciler(
    IReadOnlyList<CrmSource> sources, Reconciliation reconciliation, Queues queues, TimeProvider time, ILogger<SourceReconciler> logger)
{
    /// <summary>A function may run for five minutes, and the last page takes its time.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromMinutes(4);

    /// <summary>How often the timer asks: a message that would wait longer leaves it to the next tick, so that they never pile up.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    public async Task ReconcileAsync(WorkMessage.ReconcileSource work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (sources.FirstOrDefault(source => source.Name == work.Source) is not { Client: not null } source)
        {
            Log.CannotBeAsked(logger, work.Source);
            return;
        }

        try
        {
            var result = await reconciliation.RunAsync(source, since: null, time.GetUtcNow() + Budget, Patience.None, moved: null, cancellationToken);
            if (!result.IsCaughtUp)
            {
                await SendAsync(work with { QueuedAt = time.GetUtcNow(), Tries = 0 }, TimeSpan.Zero, cancellationToken);
            }
        }
        catch (WalkTakenOverException)
        {
            Log.TakenOver(logger, work.Source);
        }
        catch (CrmUnavailableException e)
        {
            await TryLaterAsync(work, e, cancellationToken);
        }
    }

    private async Task TryLaterAsync(WorkMessage.ReconcileSource work, CrmUnavailableException failure, CancellationToken cancellationToken)
    {
        var wait = Hydration.WaitAfter(failure, work.Tries);
        if (time.GetUtcNow() + wait < work.QueuedAt + Interval)
        {
            await SendAsync(work with { Tries = work.Tries + 1 }, wait, cancellationToken);
            Log.Delayed(logger, work.Source, wait, failure.Message);
        }
        else
        {
            Log.LeftToNextTick(logger, work.Source, failure.Message);
        }
    }

    private Task SendAsync(WorkMessage.ReconcileSource work, TimeSpan wait, CancellationToken cancellationToken) =>
        queues.Work.SendAsync(work.Write(), wait, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Source {Source} is not configured any more, or has no token for its CRM's API: nothing to compare.")]
        public static partial void CannotBeAsked(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Information, Message = "Source {Source} is being compared by another run, which goes on.")]
        public static partial void TakenOver(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The CRM of {Source} is asked again in {Wait}: {Reason}")]
        public static partial void Delayed(ILogger logger, string source, TimeSpan wait, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The CRM of {Source} is asked again at the next tick: {Reason}")]
        public static partial void LeftToNextTick(ILogger logger, string source, string reason);
    }
}
