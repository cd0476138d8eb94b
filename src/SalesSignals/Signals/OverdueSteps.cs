using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>Which planned things are past their time and not done.</summary>
internal static class OverdueSteps
{
    /// <param name="Oldest">The one that waits longest; null where there is none.</param>
    /// <param name="ChangesAt">When the count changes by time alone.</param>
    public readonly record struct Overdue(int Count, ActivityFacts? Oldest, DateTimeOffset OldestDueAt, DateTimeOffset ChangesAt);

    /// <param name="internalHelp">Requests to colleagues; else our own steps with the buyer.</param>
    public static Overdue Find(in RuleContext context, bool internalHelp, int allowedDays, int lookBackDays)
    {
        var found = new Overdue(0, null, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is not { } step || !IsOpen(step) || IsInternalHelp(step) != internalHelp || DueAt(step) is not { } dueAt)
            {
                continue;
            }

            var overdueAt = context.Calendar.After(dueAt, allowedDays);
            if (context.Now < overdueAt)
            {
                found = found with { ChangesAt = overdueAt < found.ChangesAt ? overdueAt : found.ChangesAt };
                continue;
            }

            var forgottenAt = dueAt.AddDays(lookBackDays).AddTicks(1);
            if (context.Now < forgottenAt)
            {
                found = found with { ChangesAt = forgottenAt < found.ChangesAt ? forgottenAt : found.ChangesAt };
                var isOldest = dueAt < found.OldestDueAt;
                found = found with { Count = found.Count + 1, Oldest = isOldest ? step : found.Oldest, OldestDueAt = isOldest ? dueAt : found.OldestDueAt };
            }
        }

        return found;
    }

    private static DateTimeOffset? DueAt(ActivityFacts step) =>
        step.Kind is ActivityKind.Task ? step.DueAt ?? step.EndsAt ?? step.StartsAt : step.EndsAt ?? step.StartsAt ?? step.DueAt;

    /// <summary>The buyer's own tasks are another rule's matter, and meetings among colleagues nobody's.</summary>
    private static bool IsOpen(ActivityFacts step) => step switch
    {
        { Kind: ActivityKind.Task, Direction: ActivityDirection.Inbound } => false,
        { Kind: ActivityKind.Task } => step.Status is ActivityStatus.Planned or null,

        // A meeting or call without a status counts as held once it is over.
        { Kind: ActivityKind.Meeting or ActivityKind.Call } => step.Status is ActivityStatus.Planned && step.Direction is not ActivityDirection.Internal,
        _ => false,
    };

    private static bool IsInternalHelp(ActivityFacts step) => step.Kind is ActivityKind.Task && (step.Direction is ActivityDirection.Internal || step.Note?.HelpFrom is not null);

    /// <summary>Graver two, and seven, working days past the limit.</summary>
    public static Steps StepsOf(in RuleContext context, in Overdue overdue, int allowedDays) =>
        new(context.Calendar.After(overdue.OldestDueAt, allowedDays + 2), context.Calendar.After(overdue.OldestDueAt, allowedDays + 7));

    /// <summary>When the severity rises next, or the count changes.</summary>
    public static DateTimeOffset ChangesAt(in RuleContext context, in Overdue overdue, int allowedDays)
    {
        var graverAt = StepsOf(context, overdue, allowedDays).NextAfter(context.Now);
        return graverAt < overdue.ChangesAt ? graverAt : overdue.ChangesAt;
    }
}
