using FsCheck;
using FsCheck.Fluent;
using SalesSignals.Events;

namespace SalesSignals.Tests.Support;

/// <summary>
/// Generated histories of one deal: few ids, few instants and few values, so that ties, repeats and replacements are the rule and not
/// the exception.
/// </summary>
internal static class DealHistories
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<DateTimeOffset> Instants = Gen.Choose(0, 400).Select(minutes => Start.AddMinutes(minutes * 7));

    private static readonly Gen<string> EventIds = Gen.Elements("a", "b", "c");

    private static readonly Gen<string> ElementIds = Gen.Choose(1, 300).Select(id => $"x{id}");

    public static Gen<CanonicalEvent> Events { get; } = Gen.OneOf(
        from at in Instants from id in EventIds from fields in Fields() select (CanonicalEvent)new CanonicalEvent.DealChanged { Id = id, OccurredAt = at, DealId = "42", Deal = fields },
        from at in Instants from id in EventIds from activity in Activities() select (CanonicalEvent)new CanonicalEvent.ActivityLogged { Id = id, OccurredAt = at, DealId = "42", Activity = activity },
        from at in Instants from id in EventIds from element in ElementIds select (CanonicalEvent)new CanonicalEvent.ActivityRemoved { Id = id, OccurredAt = at, DealId = "42", ActivityId = element },
        from at in Instants from id in EventIds from element in ElementIds from name in Gen.Elements("Ann", "Bob", null) select (CanonicalEvent)new CanonicalEvent.ContactAssociated { Id = id, OccurredAt = at, DealId = "42", Contact = new() { Id = element, Name = name } },
        from at in Instants from id in EventIds from element in ElementIds select (CanonicalEvent)new CanonicalEvent.ContactRemoved { Id = id, OccurredAt = at, DealId = "42", ContactId = element },
        from at in Instants from id in EventIds from kind in Gen.Choose(0, 2) select kind switch
        {
            0 => (CanonicalEvent)new CanonicalEvent.DealDeleted { Id = id, OccurredAt = at, DealId = "42" },
            1 => new CanonicalEvent.DealRestored { Id = id, OccurredAt = at, DealId = "42" },
            _ => new CanonicalEvent.DealMerged { Id = id, OccurredAt = at, DealId = "42", IntoDealId = "43" },
        });

    /// <summary>Up to 600 events: more than any set of a snapshot holds.</summary>
    public static Gen<CanonicalEvent[]> Histories { get; } = Gen.Choose(0, 600).SelectMany(count => Events.ArrayOf(count));

    private static Gen<DealFields> Fields() =>
        from stage in Gen.Elements<string?>("qualified", "discovery", "proposal", null)
        from amount in Gen.Elements<decimal?>(1.0m, 1.00m, 250m, null)
        from day in Gen.Elements<DateOnly?>(new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 24), null)
        from status in Gen.Elements<DealStatus?>(DealStatus.Open, DealStatus.Won, null)
        from told in Gen.Choose(0, 127)
        select new DealFields
        {
            Stage = (told & 1) != 0 ? new(stage) : default,
            Amount = (told & 2) != 0 ? new(amount) : default,
            CloseOn = (told & 4) != 0 ? new(day) : default,
            Status = (told & 8) != 0 ? new(status) : default,
            Budget = (told & 16) != 0 ? new(day is null) : default,
            CustomerAction = (told & 32) != 0 ? new(stage) : default,
            CustomerActionDueOn = (told & 32) != 0 ? new(day) : default,
            AccountId = (told & 64) != 0 ? new(stage) : default,
            RenewalOn = (told & 64) != 0 ? new(day) : default,
        };

    private static Gen<ActivityFacts> Activities() =>
        from id in ElementIds
        from kind in Gen.Elements(ActivityKind.Meeting, ActivityKind.Call, ActivityKind.Note)
        from status in Gen.Elements<ActivityStatus?>(ActivityStatus.Held, ActivityStatus.Planned, null)
        from contacts in Gen.Elements<string[]>([], ["c1"], ["c1", "c2"])
        select new ActivityFacts { Id = id, Kind = kind, Status = status, ContactIds = [.. contacts] };
}
