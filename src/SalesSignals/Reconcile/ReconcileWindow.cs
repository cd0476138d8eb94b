using SalesSignals.Events;

namespace SalesSignals.Reconcile;

/// <summary>Which changes to ask a CRM for next.</summary>
public static class ReconcileWindow
{
    /// <summary>Asked for once more: CRMs show some changes late, and their clocks are not ours.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    /// <summary>Not asked for yet: their webhooks may still be on the way.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>A long outage is made up for in pieces, so that each is done with soon.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>How far the first look goes back where no backfill was begun before.</summary>
    public static readonly TimeSpan First = TimeSpan.FromHours(24);

    /// <summary>The window after a time up to which all is known; null where there is nothing to ask for yet.</summary>
    public static CrmWalk.Changes? After(DateTimeOffset known, DateTimeOffset now)
    {
        var until = known + Longest < now - Margin ? known + Longest : now - Margin;
        return until > known ? new(known - Overlap, until) : null;
    }
}
