using System.Collections.Immutable;
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
            if (statement.Facts is { } activity && Touches.WasConversation(activity, context.Now) && activity.IsWith(contactId))
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
            if (TouchAt(activities[i], context) is null)
            {
                continue;
            }

            touched = touched with { IsTold = true };
            var contacts = activities[i].Facts!.ContactIds;
            for (var k = 0; k < contacts.Length; k++)
            {
                // Each contact counts once, at their last touch.
                if (!IsNamedBefore(contacts, k) && !IsTouchedBefore(context, contacts[k], i) && LastTouchAt(context, contacts[k], i) is { } last && last >= since)
                {
                    touched = touched with { Contacts = touched.Contacts + 1, OldestAt = last < touched.OldestAt ? last : touched.OldestAt };
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

    private static bool IsNamedBefore(ImmutableArray<string> contacts, int index)
    {
        for (var k = 0; k < index; k++)
        {
            if (contacts[k] == contacts[index])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a touch earlier in the list names a contact.</summary>
    private static bool IsTouchedBefore(in RuleContext context, string contactId, int index)
    {
        var activities = context.Snapshot.Activities;
        for (var i = 0; i < index; i++)
        {
            if (activities[i].Facts is { } other && other.IsWith(contactId) && TouchAt(activities[i], context) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When there last was a touch with a contact, of those from a place in the list on; null where all are still to come.</summary>
    private static DateTimeOffset? LastTouchAt(in RuleContext context, string contactId, int index)
    {
        var activities = context.Snapshot.Activities;
        DateTimeOffset? last = null;
        for (var i = index; i < activities.Length; i++)
        {
            if (activities[i].Facts is { } other && other.IsWith(contactId)
                && TouchAt(activities[i], context) is { } at && at <= context.Now && !(last >= at))
            {
                last = at;
            }
        }

        return last;
    }
}
