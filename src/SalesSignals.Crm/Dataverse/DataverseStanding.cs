using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>
/// What rows of the API say. They say how things stand, not how they came to: present values date from the last change, and only when a
/// deal was created and closed is known beside.
/// </summary>
internal static class DataverseStanding
{
    /// <param name="closings">The deal's closings, of which the last holds; none for one that is open.</param>
    public static IEnumerable<CanonicalEvent> Deal(
        DataverseRecord deal, IEnumerable<DataverseRecord> closings, string? stageColumn, string host, DateTimeOffset now)
    {
        var fields = DataverseDeal.Fields(deal.Row, stageColumn, deal.Row.Has) with
        {
            Currency = Told.Of(deal.Currency),
            Url = DataverseDeal.Url(host, deal.Id),
        };
        if (fields.Status.Value is DealStatus.Won or DealStatus.Lost)
        {
            yield return Closed(deal, fields, ClosedAt(deal, closings, now));
        }

        yield return new CanonicalEvent.DealChanged { Id = deal.EventId(), OccurredAt = deal.At(now), DealId = deal.Id, Deal = fields };
    }

    public static CanonicalEvent? Activity(DataverseRecord activity, ActivityKind kind, DateTimeOffset now, NoteLexicon notes) =>
        DataverseActivity.DealOf(activity.Row) is { } deal
            ? DataverseActivity.Standing(activity.EventId(), activity.At(now), deal, activity.Id, kind, activity.Row, doneAt: null, notes)
            : null;

    /// <summary>What winning sets: the status, and of a won deal what it came to and on which day.</summary>
    private static CanonicalEvent.DealChanged Closed(DataverseRecord deal, DealFields fields, DateTimeOffset at)
    {
        var isWon = fields.Status.Value is DealStatus.Won;
        return new()
        {
            Id = deal.EventId(".closed"),
            OccurredAt = at,
            DealId = deal.Id,
            Deal = new()
            {
                Status = fields.Status,
                Amount = isWon && deal.Row.IsSet("actualvalue") ? fields.Amount : default,
                CloseOn = isWon && deal.Row.IsSet("actualclosedate") ? fields.CloseOn : default,
            },
        };
    }

    /// <summary>
    /// Each closing leaves an activity of its own, written at that moment. Where it is gone, or was never there, the day that the deal
    /// names must do, unless it is the day on which it was last changed anyway.
    /// </summary>
    private static DateTimeOffset ClosedAt(DataverseRecord deal, IEnumerable<DataverseRecord> closings, DateTimeOffset now)
    {
        var changedAt = deal.At(now);
        var closing = closings.MaxBy(closing => (closing.Time("createdon"), closing.Id));
        if (closing is not null)
        {
            var closedAt = closing.Time("createdon").AddTicks((long)DataverseOrder.Updated);
            return closedAt < changedAt ? closedAt : changedAt;
        }

        var day = deal.Row.Date("actualclosedate");
        return day is null || day.Value >= DateOnly.FromDateTime(changedAt.UtcDateTime)
            ? changedAt
            : new(day.Value, TimeOnly.MinValue, TimeSpan.Zero);
    }
}
