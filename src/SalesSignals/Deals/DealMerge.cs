using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Deals;

/// <summary>The heart of the design: how what is said of a deal comes together, in whatever order it is heard.</summary>
public static class DealMerge
{
    /// <summary>The snapshot after an event: the join of the snapshot and what the event says. The same snapshot where it says nothing new.</summary>
    public static DealSnapshot Apply(DealSnapshot snapshot, CanonicalEvent happened) => Merge(snapshot, Lift(snapshot.Key, happened));

    /// <summary>
    /// The join of two snapshots of one deal: commutative, associative, idempotent. The result has the key of <paramref name="left"/>,
    /// and is <paramref name="left"/> itself where <paramref name="right"/> adds nothing.
    /// </summary>
    public static DealSnapshot Merge(DealSnapshot left, DealSnapshot right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var merged = left with
        {
            Name = left.Name.Merge(right.Name),
            Pipeline = left.Pipeline.Merge(right.Pipeline),
            Stage = left.Stage.Merge(right.Stage),
            Amount = left.Amount.Merge(right.Amount),
            Currency = left.Currency.Merge(right.Currency),
            CloseOn = left.CloseOn.Merge(right.CloseOn),
            OwnerId = left.OwnerId.Merge(right.OwnerId),
            ForecastCategory = left.ForecastCategory.Merge(right.ForecastCategory),
            Url = left.Url.Merge(right.Url),
            Status = left.Status.Merge(right.Status),
            Deleted = left.Deleted.Merge(right.Deleted),
            CreatedAt = left.CreatedAt.Merge(right.CreatedAt),
            Outcomes = left.Outcomes.Merge(right.Outcomes),
            Priorities = left.Priorities.Merge(right.Priorities),
            Timeline = left.Timeline.Merge(right.Timeline),
            Sponsor = left.Sponsor.Merge(right.Sponsor),
            Budget = left.Budget.Merge(right.Budget),
            CustomerAction = left.CustomerAction.Merge(right.CustomerAction),
            CustomerActionDueOn = left.CustomerActionDueOn.Merge(right.CustomerActionDueOn),
            AccountId = left.AccountId.Merge(right.AccountId),
            AccountName = left.AccountName.Merge(right.AccountName),
            RenewalOn = left.RenewalOn.Merge(right.RenewalOn),
            MergedInto = left.MergedInto.Merge(right.MergedInto),
            Stages = FactSet.Union(left.Stages, right.Stages, DealSnapshot.FactCapacity),
            Statuses = FactSet.Union(left.Statuses, right.Statuses, DealSnapshot.FactCapacity),
            CloseDates = FactSet.Union(left.CloseDates, right.CloseDates, DealSnapshot.FactCapacity),
            Amounts = FactSet.Union(left.Amounts, right.Amounts, DealSnapshot.FactCapacity),
            Activities = StatementSet.Merge(left.Activities, right.Activities, DealSnapshot.ActivityCapacity, ByContent),
            Contacts = StatementSet.Merge(left.Contacts, right.Contacts, DealSnapshot.ContactCapacity, ByContent),
            FirstEventAt = Earlier(left.FirstEventAt, right.FirstEventAt),
            LastEventAt = Later(left.LastEventAt, right.LastEventAt),
        };
        return merged.Equals(left) ? left : merged;
    }

    /// <summary>
    /// What a deal brings into the one it was merged into: all but its own end. CRMs delete the old record as part of the merge,
    /// and that must not delete the deal that goes on.
    /// </summary>
    public static DealSnapshot Bequest(DealSnapshot alias)
    {
        ArgumentNullException.ThrowIfNull(alias);
        return alias with { MergedInto = default, Deleted = default };
    }

    /// <summary>An event as a snapshot of just what it says.</summary>
    private static DealSnapshot Lift(DealKey key, CanonicalEvent happened)
    {
        var stamp = new Stamp(happened.OccurredAt.ToUniversalTime(), happened.Id);
        return happened switch
        {
            CanonicalEvent.DealChanged changed => Lift(key, changed.Deal, stamp),

            // Without times: these speak of the CRM's record, and must not show in a deal that goes on under another id.
            CanonicalEvent.DealDeleted => DealSnapshot.Empty(key) with { Deleted = new(true, stamp) },
            CanonicalEvent.DealRestored => DealSnapshot.Empty(key) with { Deleted = new(false, stamp) },
            CanonicalEvent.DealMerged merged when merged.IntoDealId == key.Id => DealSnapshot.Empty(key),
            CanonicalEvent.DealMerged merged => DealSnapshot.Empty(key) with { MergedInto = new(merged.IntoDealId, stamp) },

            CanonicalEvent.ActivityLogged logged => Lift(key, stamp, activity: new(logged.Activity.Id, stamp, logged.Activity)),
            CanonicalEvent.ActivityRemoved removed => Lift(key, stamp, activity: new(removed.ActivityId, stamp, null)),
            CanonicalEvent.ContactAssociated told => Lift(key, stamp, contact: new(told.Contact.Id, stamp, told.Contact)),
            CanonicalEvent.ContactRemoved removed => Lift(key, stamp, contact: new(removed.ContactId, stamp, null)),
            _ => Lift(key, stamp),
        };
    }

    private static DealSnapshot Lift(
        DealKey key, Stamp stamp, Statement<ActivityFacts>? activity = null, Statement<ContactFacts>? contact = null) => new()
    {
        Key = key,
        FirstEventAt = stamp.At,
        LastEventAt = stamp.At,
        Activities = activity is null ? [] : [activity],
        Contacts = contact is null ? [] : [contact],
    };

    private static DealSnapshot Lift(DealKey key, DealFields deal, Stamp stamp) => new()
    {
        Key = key,
        FirstEventAt = stamp.At,
        LastEventAt = stamp.At,
        Name = Register<string>.From(deal.Name, stamp),
        Pipeline = Register<string>.From(deal.Pipeline, stamp),
        Stage = Register<string>.From(deal.Stage, stamp),
        Amount = Register<decimal?>.From(Normal(deal.Amount), stamp),
        Currency = Register<string>.From(deal.Currency, stamp),
        CloseOn = Register<DateOnly?>.From(deal.CloseOn, stamp),
        OwnerId = Register<string>.From(deal.OwnerId, stamp),
        ForecastCategory = Register<string>.From(deal.ForecastCategory, stamp),
        Url = Register<string>.From(deal.Url, stamp),
        Status = deal.Status.Value is DealStatus.Deleted ? default : Register<DealStatus?>.From(deal.Status, stamp),
        Deleted = deal.Status.Value is { } status ? new(status is DealStatus.Deleted, stamp) : default,
        CreatedAt = Register<DateTimeOffset?>.From(deal.CreatedAt, stamp),
        Outcomes = Register<bool?>.From(deal.Outcomes, stamp),
        Priorities = Register<bool?>.From(deal.Priorities, stamp),
        Timeline = Register<bool?>.From(deal.Timeline, stamp),
        Sponsor = Register<bool?>.From(deal.Sponsor, stamp),
        Budget = Register<bool?>.From(deal.Budget, stamp),
        CustomerAction = Register<string>.From(deal.CustomerAction, stamp),
        CustomerActionDueOn = Register<DateOnly?>.From(deal.CustomerActionDueOn, stamp),
        AccountId = Register<string>.From(deal.AccountId, stamp),
        AccountName = Register<string>.From(deal.AccountName, stamp),
        RenewalOn = Register<DateOnly?>.From(deal.RenewalOn, stamp),
        Stages = deal.Stage.IsTold ? [new(stamp.At, deal.Stage.Value)] : [],
        Statuses = deal.Status.IsTold && deal.Status.Value is not DealStatus.Deleted ? [new(stamp.At, deal.Status.Value)] : [],
        CloseDates = deal.CloseOn.IsTold ? [new(stamp.At, deal.CloseOn.Value)] : [],
        Amounts = deal.Amount.IsTold ? [new(stamp.At, Normal(deal.Amount).Value)] : [],
    };

    /// <summary>1.0 and 1.00 are equal but not the same text; dividing by a long 1 drops trailing zeros.</summary>
    private static Told<decimal?> Normal(Told<decimal?> amount) =>
        amount.IsTold && amount.Value is { } value ? new(value / 1.0000000000000000000000000000m) : amount;

    // Only for two statements with the same stamp, so that even those do not depend on order.
    internal static int ByContent(ActivityFacts left, ActivityFacts right) => string.CompareOrdinal(
        JsonSerializer.Serialize(left, DealJson.Default.ActivityFacts), JsonSerializer.Serialize(right, DealJson.Default.ActivityFacts));

    internal static int ByContent(ContactFacts left, ContactFacts right) => string.CompareOrdinal(
        JsonSerializer.Serialize(left, DealJson.Default.ContactFacts), JsonSerializer.Serialize(right, DealJson.Default.ContactFacts));

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right ?? left : left;

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right ?? left : left;
}
