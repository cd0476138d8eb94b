using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Signals;

/// <summary>What happened after the owner of a deal was told of a signal.</summary>
public sealed record AlertOutcome
{
    /// <summary>The first touch, ours or the buyer's, in the days that count.</summary>
    public DateTimeOffset? TouchedAt { get; init; }

    public bool TouchedByBuyer { get; init; }

    /// <summary>The first note in the days that count.</summary>
    public DateTimeOffset? NotedAt { get; init; }

    /// <summary>The signal ended in the days that count, on a deal that was still open, because something was done.</summary>
    public bool ClearedByAction { get; init; }

    /// <summary>The days that count are over.</summary>
    public bool IsSettled { get; init; }

    public bool IsUseful => TouchedAt is not null || NotedAt is not null || ClearedByAction;

    /// <summary>What is known of it by now.</summary>
    /// <param name="calendar">The owner's: days that count are working days.</param>
    public static AlertOutcome Of(DateTimeOffset alertedAt, in DealView deal, WorkCalendar calendar, FeedbackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(settings);
        var until = calendar.After(alertedAt, settings.TouchDays);
        var outcome = new AlertOutcome { IsSettled = deal.Now >= until };
        foreach (var statement in deal.Snapshot.Activities)
        {
            if (statement.Facts is not { } activity
                || Touches.TimeOf(activity, statement.Stamp) is var at && (at <= alertedAt || at > until || at > deal.Now))
            {
                continue;
            }

            var isBuyers = Touches.IsBuyerTouch(activity, deal.Now, deal.Counts);
            if ((isBuyers || Touches.IsSellerTouch(activity, deal.Now, deal.Counts)) && !(outcome.TouchedAt <= at))
            {
                outcome = outcome with { TouchedAt = at, TouchedByBuyer = isBuyers };
            }

            if ((activity.Kind is ActivityKind.Note || activity.Note is { Words: > 0 }) && !(outcome.NotedAt <= at))
            {
                outcome = outcome with { NotedAt = at };
            }
        }

        return outcome;
    }

    /// <summary>Whether a signal that ends now does so because something was done: the deal is open, it is soon, and something was told since.</summary>
    public static bool IsEndedByAction(DateTimeOffset alertedAt, in DealView deal, WorkCalendar calendar, FeedbackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(settings);
        return deal.IsOpen && deal.Snapshot.LastEventAt > alertedAt && deal.Now <= calendar.After(alertedAt, settings.ClearDays);
    }
}
