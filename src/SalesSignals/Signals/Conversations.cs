using System.Collections.Immutable;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>Which meetings and connected calls still lack a note.</summary>
public static class Conversations
{
    /// <summary>
    /// What to know of the conversations without a note: how many are past the time allowed, when the oldest of these ended, and when
    /// the next one will be past it.
    /// </summary>
    public readonly record struct Unnoted(int Count, DateTimeOffset? OldestEndedAt, ActivityFacts? Oldest, DateTimeOffset NextDueAt);

    public static Unnoted WithoutNote(in RuleContext context)
    {
        var options = context.Settings.MissingNotes;
        var lastNoteAt = LastNoteAt(context.Snapshot);
        var found = new Unnoted(0, null, null, DateTimeOffset.MaxValue);
        foreach (var statement in context.Snapshot.Activities)
        {
            if (!LacksNote(context, statement, lastNoteAt, out var endedAt))
            {
                continue;
            }

            var dueAt = context.Calendar.After(endedAt, options.AllowedDays);
            found = dueAt > context.Now
                ? found with { NextDueAt = dueAt < found.NextDueAt ? dueAt : found.NextDueAt }
                : Count(found, statement.Facts!, endedAt, options.LookBackDays);
        }

        return found;
    }

    /// <summary>When the conversations without a note that are past the time allowed ended, oldest first.</summary>
    public static ImmutableArray<DateTimeOffset> UnnotedAt(RuleContext context)
    {
        var lastNoteAt = LastNoteAt(context.Snapshot);
        var found = ImmutableArray.CreateBuilder<DateTimeOffset>();
        foreach (var statement in context.Snapshot.Activities)
        {
            if (context.ActivitiesKnown
                && LacksNote(context, statement, lastNoteAt, out var endedAt)
                && context.Calendar.After(endedAt, context.Settings.MissingNotes.AllowedDays) <= context.Now)
            {
                found.Add(endedAt);
            }
        }

        found.Sort();
        return found.ToImmutable();
    }

    private static bool LacksNote(
        in RuleContext context, Statement<ActivityFacts> statement, DateTimeOffset? lastNoteAt, out DateTimeOffset endedAt)
    {
        endedAt = default;
        if (statement.Facts is not { } activity || !Touches.WasConversation(activity, context.Now))
        {
            return false;
        }

        endedAt = Touches.TimeOf(activity, statement.Stamp);
        return endedAt >= context.Now.AddDays(-context.Settings.MissingNotes.LookBackDays)
            && activity.Note is not { Words: > 0 }
            && !(lastNoteAt >= (activity.StartsAt ?? endedAt));
    }

    private static Unnoted Count(Unnoted found, ActivityFacts activity, DateTimeOffset endedAt, int lookBackDays)
    {
        // It falls out of the window by time alone.
        var leavesAt = endedAt.AddDays(lookBackDays).AddTicks(1);
        var isOldest = found.OldestEndedAt is null || endedAt < found.OldestEndedAt;
        return new(
            found.Count + 1,
            isOldest ? endedAt : found.OldestEndedAt,
            isOldest ? activity : found.Oldest,
            leavesAt < found.NextDueAt ? leavesAt : found.NextDueAt);
    }

    /// <summary>A note covers every conversation that began before it, so the last one is all there is to know.</summary>
    private static DateTimeOffset? LastNoteAt(DealSnapshot deal)
    {
        DateTimeOffset? last = null;
        foreach (var statement in deal.Activities)
        {
            if (statement.Facts is { Kind: ActivityKind.Note } note && Touches.TimeOf(note, statement.Stamp) is var at && (last is null || at > last))
            {
                last = at;
            }
        }

        return last;
    }
}
