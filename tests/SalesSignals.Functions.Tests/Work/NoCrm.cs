using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Board;
using SalesSignals.Functions.Work;
using SalesSignals.Reconcile;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>What compares sources with their CRMs, where there is no CRM to ask.</summary>
internal static class NoCrm
{
    public static SourceReconciler Reconciler(Tables tables, Queues queues, DealAssessors assessors, DealDesk desk, TimeProvider time)
    {
        var intake = new DealIntake(assessors, desk);
        var hydration = new Hydration(intake, queues.Deliveries, NullLogger<Hydration>.Instance);
        var cursors = new CursorStore(tables.Cursor);
        var walker = new CrmWalker(cursors, intake, hydration, time, NullLogger<CrmWalker>.Instance);
        return new([], new Reconciliation(cursors, walker, time, NullLogger<Reconciliation>.Instance), queues, time, NullLogger<SourceReconciler>.Instance);
    }
}
