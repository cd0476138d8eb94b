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

    private static readonly Gen<string> ContactIds = Gen.Frequency((3, Gen.Elements("c1", "c2", "c3")), (1, ElementIds));

    /// <summary>When something begins, ends or is due: mostly around now, at times never told, at the change of clocks, or nonsense.</summary>
    private static readonly Gen<DateTimeOffset?> Times = Gen.Frequency(
        (6, Gen.Choose(-60 * 24, 100 * 24).Select(hours => (DateTimeOffset?)Start.AddHours(hours))),
        (3, Gen.Choose(-20 * 24 * 60, 40 * 24 * 60).Select(minutes => (DateTimeOffset?)Start.AddMinutes(minutes))),
        (4, Gen.Constant((DateTimeOffset?)null)),
        (1, Gen.Elements<DateTimeOffset?>(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Start.AddHours(6), new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(5.5)))));

    private static readonly Gen<DateOnly?> Days = Gen.Frequency(
        (6, Gen.Choose(-40, 120).Select(day => (DateOnly?)new DateOnly(2026, 11, 1).AddDays(day))),
        (2, Gen.Elements<DateOnly?>(new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 31))),
        (1, Gen.Elements<DateOnly?>(null, DateOnly.MinValue, DateOnly.MaxValue)));

    public static Gen<CanonicalEvent> Events { get; } = Gen.Frequency(
        (3, from at in Instants from id in EventIds from fields in Fields() select (CanonicalEvent)new CanonicalEvent.DealChanged { Id = id, OccurredAt = at, DealId = "42", Deal = fields }),
        (4, from at in Instants from id in EventIds from activity in Activities() select (CanonicalEvent)new CanonicalEvent.ActivityLogged { Id = id, OccurredAt = at, DealId = "42", Activity = activity }),
        (1, from at in Instants from id in EventIds from element in ElementIds select (CanonicalEvent)new CanonicalEvent.ActivityRemoved { Id = id, OccurredAt = at, DealId = "42", ActivityId = element }),
        (1, from at in Instants from id in EventIds from contact in Contacts() select (CanonicalEvent)new CanonicalEvent.ContactAssociated { Id = id, OccurredAt = at, DealId = "42", Contact = contact }),
        (1, from at in Instants from id in EventIds from element in ContactIds select (CanonicalEvent)new CanonicalEvent.ContactRemoved { Id = id, OccurredAt = at, DealId = "42", ContactId = element }),
        (1, from at in Instants from id in EventIds from kind in Gen.Choose(0, 5) select kind switch
        {
            0 => (CanonicalEvent)new CanonicalEvent.DealDeleted { Id = id, OccurredAt = at, DealId = "42" },
            1 => new CanonicalEvent.DealMerged { Id = id, OccurredAt = at, DealId = "42", IntoDealId = "43" },
            _ => new CanonicalEvent.DealRestored { Id = id, OccurredAt = at, DealId = "42" },
        }));

    /// <summary>Up to 600 events: more than any set of a snapshot holds.</summary>
    public static Gen<CanonicalEvent[]> Histories { get; } = Gen.Choose(0, 600).SelectMany(count => Events.ArrayOf(count));

    /// <summary>
    /// As long as those of most real deals, and open more often than not: what rules look at is seldom drowned in it.
    /// </summary>
    public static Gen<CanonicalEvent[]> Deals { get; } =
        from count in Gen.Choose(0, 40)
        from events in Gen.Frequency(
            (5, from at in Instants from id in EventIds from activity in Activities() select (CanonicalEvent)new CanonicalEvent.ActivityLogged { Id = id, OccurredAt = at, DealId = "42", Activity = activity }),
            (2, from at in Instants from id in EventIds from contact in Contacts() select (CanonicalEvent)new CanonicalEvent.ContactAssociated { Id = id, OccurredAt = at, DealId = "42", Contact = contact }),
            (2, Events)).ArrayOf(count)
        from last in Fields()
        select (CanonicalEvent[])[.. events, new CanonicalEvent.DealChanged { Id = "z", OccurredAt = Start.AddDays(2), DealId = "42", Deal = last with { Status = DealStatus.Open } }];

    private static Gen<DealFields> Fields() =>
        from stage in Gen.Elements<string?>("qualified", "discovery", "proposal", "negotiation", "commit", "of our own", "won", null)
        from amount in Gen.Elements<decimal?>(1.0m, 1.00m, 250m, 60_000m, -4m, decimal.MaxValue, decimal.MinValue, null)
        from day in Days
        from other in Days
        from status in Gen.Elements<DealStatus?>(DealStatus.Open, DealStatus.Open, DealStatus.Won, DealStatus.Lost, null)
        from forecast in Gen.Elements<string?>("pipeline", "commit", "closed", null)
        from confirmed in Gen.Elements<bool?>(true, false, null)
        from told in Gen.Choose(0, 1023)
        select new DealFields
        {
            Stage = (told & 1) != 0 ? new(stage) : default,
            Amount = (told & 2) != 0 ? new(amount) : default,
            CloseOn = (told & 4) != 0 ? new(day) : default,
            Status = (told & 8) != 0 ? new(status) : default,
            Budget = (told & 16) != 0 ? new(day is null) : default,
            Sponsor = (told & 16) != 0 ? new(confirmed) : default,
            CustomerAction = (told & 32) != 0 ? new(stage) : default,
            CustomerActionDueOn = (told & 32) != 0 ? new(other) : default,
            AccountId = (told & 64) != 0 ? new(stage) : default,
            RenewalOn = (told & 64) != 0 ? new(day) : default,
            ForecastCategory = (told & 128) != 0 ? new(forecast) : default,
            OwnerId = (told & 256) != 0 ? new(confirmed is false ? null : "7") : default,
            Currency = (told & 512) != 0 ? new(confirmed is false ? null : "EUR") : default,
        };

    private static Gen<ContactFacts> Contacts() =>
        from id in ContactIds
        from name in Gen.Elements("Ann", "Bob", null)
        from role in Gen.Elements<BuyingRole?>(BuyingRole.EconomicBuyer, BuyingRole.DecisionMaker, BuyingRole.Champion, BuyingRole.User, null)
        select new ContactFacts { Id = id, Name = name, Role = role };

    private static Gen<ActivityFacts> Activities() =>
        from id in ElementIds
        from kind in Gen.Elements(Enum.GetValues<ActivityKind>())
        from direction in Gen.Elements<ActivityDirection?>(ActivityDirection.Inbound, ActivityDirection.Outbound, ActivityDirection.Outbound, ActivityDirection.Internal, null)
        from status in Gen.Elements<ActivityStatus?>([null, .. Enum.GetValues<ActivityStatus>().Cast<ActivityStatus?>()])
        from cancelledBy in Gen.Elements<ActivityParty?>(ActivityParty.Buyer, ActivityParty.Seller, null)
        from startsAt in Times
        from endsAt in Times
        from dueAt in Times
        from deliverable in Gen.Elements<DeliverableKind?>([null, null, .. Enum.GetValues<DeliverableKind>().Cast<DeliverableKind?>()])
        from note in Notes()
        from contacts in Gen.Elements<string[]>([], ["c1"], ["c1", "c2"], ["c2", "c2", "c3"])
        from automated in Gen.Choose(0, 7)
        select new ActivityFacts
        {
            Id = id,
            Kind = kind,
            Direction = direction,
            Status = status,
            CancelledBy = cancelledBy,
            StartsAt = startsAt,

            // Most things end after they have begun.
            EndsAt = startsAt is { } start && start < DateTimeOffset.MaxValue.AddDays(-1) && automated > 1 ? start.AddMinutes(30) : endsAt,
            DueAt = dueAt,
            Automated = automated == 0,
            Deliverable = kind is ActivityKind.Deliverable || automated == 1 ? deliverable : null,
            ContactIds = [.. contacts],
            Note = note,
        };

    private static Gen<NoteReading?> Notes() =>
        from words in Gen.Elements(0, 3, 12, 40)
        from flags in Gen.Choose(0, 63)
        from helpFrom in Gen.Elements("legal", null)
        from isTold in Gen.Elements(true, false)
        select isTold
            ? new NoteReading(words, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0)
            {
                HasCustomerAction = (flags & 8) != 0,
                HasVerbalYes = (flags & 16) != 0,
                Competitor = (flags & 32) != 0 ? "Globex" : null,
                HelpFrom = helpFrom,
            }
            : null;
}
