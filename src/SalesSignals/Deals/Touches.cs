using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Deals;

/// <summary>
/// What counts as a touch. Buyer: a meeting held, a connected call, an inbound email that is no auto-reply. Seller: an outbound email,
/// a call attempt, a done task. Field edits, automated mail and removals are no touch.
/// </summary>
public static class Touches
{
    /// <summary>When an activity took or takes place: its end if it is over, else its start or due time, else when it was told.</summary>
    public static DateTimeOffset TimeOf(ActivityFacts activity, Stamp stamp) =>
        IsConversation(activity)
            ? activity.EndsAt ?? activity.StartsAt ?? activity.DueAt ?? stamp.At
            : activity.StartsAt ?? activity.DueAt ?? activity.EndsAt ?? stamp.At;

    public static bool IsBuyerTouch(ActivityFacts activity, DateTimeOffset now, TouchSettings counts) => activity.Kind switch
    {
        ActivityKind.Meeting => counts.BuyerMeetings && WasHeld(activity, now),
        ActivityKind.Call => counts.BuyerCalls && WasConnected(activity, now),
        ActivityKind.Email => counts.BuyerEmails && activity.Direction is ActivityDirection.Inbound && !activity.Automated,
        _ => false,
    };

    public static bool IsSellerTouch(ActivityFacts activity, DateTimeOffset now, TouchSettings counts) => activity.Kind switch
    {
        ActivityKind.Email => counts.SellerEmails && activity.Direction is ActivityDirection.Outbound && !activity.Automated,
        ActivityKind.Call => counts.SellerCalls && activity.Status is not (ActivityStatus.Planned or ActivityStatus.Cancelled) && !WasConnected(activity, now),
        ActivityKind.Task => counts.SellerTasks && activity.Status is ActivityStatus.Done,
        ActivityKind.Deliverable => counts.SellerDeliverables,
        _ => false,
    };

    /// <summary>A meeting or connected call that is over: something to write a note about.</summary>
    public static bool WasConversation(ActivityFacts activity, DateTimeOffset now) => activity.Kind switch
    {
        ActivityKind.Meeting => WasHeld(activity, now),
        ActivityKind.Call => WasConnected(activity, now),
        _ => false,
    };

    /// <summary>A meeting, call or task that is to come.</summary>
    public static bool IsPlanned(ActivityFacts activity, DateTimeOffset now) =>
        activity.Kind is ActivityKind.Meeting or ActivityKind.Call or ActivityKind.Task
        && activity.Status is null or ActivityStatus.Planned or ActivityStatus.Moved
        && (activity.StartsAt ?? activity.DueAt) > now;

    private static bool IsConversation(ActivityFacts activity) => activity.Kind is ActivityKind.Meeting or ActivityKind.Call;

    // Many calendars never say that a meeting was held: one that is over, and was not called off, counts.
    private static bool WasHeld(ActivityFacts activity, DateTimeOffset now) =>
        activity.Direction is not ActivityDirection.Internal
        && (activity.Status is ActivityStatus.Held or ActivityStatus.Done
            || (activity.Status is null && (activity.EndsAt ?? activity.StartsAt) <= now));

    private static bool WasConnected(ActivityFacts activity, DateTimeOffset now) =>
        activity.Direction is not ActivityDirection.Internal
        && activity.Status is ActivityStatus.Held or ActivityStatus.Done
        && (activity.EndsAt ?? activity.StartsAt ?? now) <= now;
}
