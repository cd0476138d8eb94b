using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Reconcile;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Reconcile;

/// <summary>What reads CRMs, over an installation, and how its failures are told.</summary>
internal sealed record CrmReaders(Backfill Backfill, Reconciliation Reconciliation)
{
    public static CrmReaders Create(Installation installation, TimeProvider time)
    {
        var tables = installation.Tables;
        var assessors = installation.Assessors(time);
        var intake = new DealIntake(assessors, new DealDesk(new DealStore(tables.Deals), new BoardStore(tables.Board), time));
        var hydration = new Hydration(intake, installation.Queues.Deliveries, NullLogger<Hydration>.Instance);
        var cursors = new CursorStore(tables.Cursor);
        var walker = new CrmWalker(cursors, intake, hydration, time, NullLogger<CrmWalker>.Instance);
        return new(new(cursors, walker, time), new(cursors, walker, time, NullLogger<Reconciliation>.Instance));
    }

    /// <summary>Does work that keeps a cursor.</summary>
    /// <param name="command">What to type to go on.</param>
    /// <exception cref="CliException">It was stopped, or could not go on.</exception>
    public static async Task<T> DoAsync<T>(string source, string command, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new CliException($"Stopped. What was read is kept: '{command}' goes on from there.", e);
        }
        catch (CrmUnavailableException e)
        {
            throw new CliException($"The CRM of '{source}' cannot be read: {e.Message}. What was read is kept: '{command}' goes on from there.", e);
        }
        catch (WalkTakenOverException e)
        {
            throw new CliException(e.Message, e);
        }
    }
}
