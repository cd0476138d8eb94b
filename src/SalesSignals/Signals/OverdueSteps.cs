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
            if (statement.Facts is not { } step || !IsOpen(step) || IsInternalHelp(step) != internalHelp || (step.EndsAt ?? step.DueAt ?? step.StartsAt) is not { } dueAt)
            {
                continue;
            }

            var overdueAt = context.Calendar.After(dueAt, allowedDays);
            var forgottenAt = dueAt.AddDays(lookBackDays).AddTicks(1);
            if (context.Now >= forgottenAt)
            {
                continue;
            }

            var changesAt = context.Now < overdueAt ? overdueAt : forgottenAt;
            found = found with { ChangesAt = changesAt < found.ChangesAt ? changesAt : found.ChangesAt };
            if (context.Now >= overdueAt && context.Now > dueAt)
            {
                var isOldest = dueAt < found.OldestDueAt;
                found = found with { Count = found.Count + 1, Oldest = isOldest ? step : found.Oldest, OldestDueAt = isOldest ? dueAt : found.OldestDueAt };
            }
        }

        return found;
    }

    /// <summary>Whose steps of the buyer's own are another rule's matter.</summary>
    private static bool IsOpen(ActivityFacts step) => step switch
    {
        { Kind: ActivityKind.Task, Direction: ActivityDirection.Inbound } => false,
        { Kind: ActivityKind.Task } => step.Status is ActivityStatus.Planned or null,

        // A meeting or call without a status counts as held once it is over.
        { Kind: ActivityKind.Meeting or ActivityKind.Call } => step.Status is ActivityStatus.Planned,
        _ => false,
    };

    private static bool IsInternalHelp(ActivityFacts step) => step.Kind is ActivityKind.Task && (step.Direction is ActivityDirection.Internal || step.Note?.HelpFrom is not null);

    /// <summary>When the severity by <see cref="Grade"/> rises next.</summary>
    public static DateTimeOffset GraverAt(in RuleContext context, in Overdue overdue)
    {
        var (medium, high) = (context.Calendar.After(overdue.OldestDueAt, 3), context.Calendar.After(overdue.OldestDueAt, 8));
        var graver = context.Now < medium ? medium : context.Now < high ? high : DateTimeOffset.MaxValue;
        return graver < overdue.ChangesAt ? graver : overdue.ChangesAt;
    }

    public static Severity Grade(in RuleContext context, in Overdue overdue) => context.Calendar.WorkingDaysBetween(overdue.OldestDueAt, context.Now) switch
    {
        < 3 => Severity.Low,
        < 8 => Severity.Medium,
        _ => Severity.High,
    };
}
