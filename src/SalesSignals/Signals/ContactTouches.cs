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
        var activities = context.Snapshot.Activities;
        for (var i = 0; i < activities.Length; i++)
        {
            if (TouchAt(activities[i], context) is not { } at)
            {
                continue;
            }

            touched = touched with { IsTold = true };
            var contacts = activities[i].Facts!.ContactIds;
            for (var k = 0; at >= since && at <= context.Now && k < contacts.Length; k++)
            {
                // Each contact counts once, at their last touch.
                if (contacts.IndexOf(contacts[k]) == k && IsLast(context, contacts[k], i, at))
                {
                    touched = touched with { Contacts = touched.Contacts + 1, OldestAt = at < touched.OldestAt ? at : touched.OldestAt };
                }
            }
        }

        return touched;
    }

    /// <summary>When a touch that names somebody took place, theirs or ours; null for all else, and for what is only planned or was called off.</summary>
    private static DateTimeOffset? TouchAt(Statement<ActivityFacts> statement, in RuleContext context) =>
        statement.Facts is { ContactIds.Length: > 0, Direction: not ActivityDirection.Internal, Status: not (ActivityStatus.Planned or ActivityStatus.Cancelled) } activity
        && (Touches.IsBuyerTouch(activity, context.Now, context.Deal.Counts) || Touches.IsSellerTouch(activity, context.Now, context.Deal.Counts))
            ? Touches.TimeOf(activity, statement.Stamp)
            : null;

    /// <summary>Whether no touch of a contact came after this one; of several at one time the first in the list counts.</summary>
    private static bool IsLast(in RuleContext context, string contactId, int index, DateTimeOffset at)
    {
        var activities = context.Snapshot.Activities;
        for (var i = activities.Length - 1; i >= 0; i--)
        {
            if (i != index && activities[i].Facts is { } other && other.ContactIds.Contains(contactId)
                && TouchAt(activities[i], context) is { } then && then <= context.Now && (then > at || (then == at && i < index)))
            {
                return false;
            }
        }

        return true;
    }
}
