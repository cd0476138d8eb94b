using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>Who on the buyer's side was in touch, and when.</summary>
internal static class ContactTouches
{
    /// <summary>When a contact last met us or took our call; null if never.</summary>
    public static DateTimeOffset? LastTalkAt(in RuleContext context, string contactId)
    {
        DateTimeOffset? last = null;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is { } activity && Touches.WasConversation(activity, context.Now) && activity.ContactIds.Contains(contactId))
            {
                var at = Touches.TimeOf(activity, statement.Stamp);
                last = at <= context.Now && !(last >= at) ? at : last;
            }
        }

        return last;
    }

    /// <summary>How many contacts there was a touch with (theirs or ours) since a time, and when the first of them falls out of the window.</summary>
    /// <param name="IsTold">Whether any touch at all names a contact.</param>
    public readonly record struct Touched(int Contacts, DateTimeOffset OldestAt, bool IsTold);

    public static Touched Since(in RuleContext context, DateTimeOffset since)
    {
        var touched = new Touched(0, DateTimeOffset.MaxValue, false);
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is not { ContactIds.Length: > 0 } activity || !IsTouch(activity, context.Now))
            {
                continue;
            }

            touched = touched with { IsTold = true };
            var at = Touches.TimeOf(activity, statement.Stamp);
            if (at < since || at > context.Now)
            {
                continue;
            }

            foreach (var contact in activity.ContactIds)
            {
                // Each contact counts once, at their last touch.
                if (LastTouchAt(context, contact) == at && !IsSaidBefore(context, contact, at, statement.Id))
                {
                    touched = touched with { Contacts = touched.Contacts + 1, OldestAt = at < touched.OldestAt ? at : touched.OldestAt };
                }
            }
        }

        return touched;
    }

    private static bool IsTouch(ActivityFacts activity, DateTimeOffset now) => Touches.IsBuyerTouch(activity, now) || Touches.IsSellerTouch(activity, now);

    private static DateTimeOffset? LastTouchAt(in RuleContext context, string contactId)
    {
        DateTimeOffset? last = null;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is { } activity && activity.ContactIds.Contains(contactId) && IsTouch(activity, context.Now))
            {
                var at = Touches.TimeOf(activity, statement.Stamp);
                last = at <= context.Now && !(last >= at) ? at : last;
            }
        }

        return last;
    }

    /// <summary>Two touches of the same contact at the same time are one.</summary>
    private static bool IsSaidBefore(in RuleContext context, string contactId, DateTimeOffset at, string activityId)
    {
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Id == activityId)
            {
                return false;
            }

            if (statement.Facts is { } activity && activity.ContactIds.Contains(contactId) && IsTouch(activity, context.Now) && Touches.TimeOf(activity, statement.Stamp) == at)
            {
                return true;
            }
        }

        return false;
    }
}
