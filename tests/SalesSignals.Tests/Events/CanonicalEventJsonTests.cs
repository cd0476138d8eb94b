using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Tests.Events;

public class CanonicalEventJsonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly DealFields Everything = new()
    {
        Name = "Ünïcödé 株式会社 \"🚀\"",
        Pipeline = "default",
        Stage = "proposal",
        Amount = 125000.50m,
        Currency = "EUR",
        CloseOn = new DateOnly(2026, 12, 15),
        OwnerId = "7",
        ForecastCategory = "commit",
        Url = "https://crm.example/deals/42?a=b&c=d",
        Status = DealStatus.Open,
        CreatedAt = Noon.AddTicks(1),
        Outcomes = true,
        Priorities = false,
        Timeline = true,
        Sponsor = false,
        Budget = true,
        CustomerAction = "Berta sends the site plans",
        CustomerActionDueOn = new DateOnly(2026, 11, 27),
        AccountId = "a-7",
        AccountName = "Acme",
        RenewalOn = new DateOnly(2027, 12, 15),
    };

    private static readonly DealFields Cleared = new()
    {
        Name = Told.Of<string>(null),
        Pipeline = Told.Of<string>(null),
        Stage = Told.Of<string>(null),
        Amount = Told.Of<decimal?>(null),
        Currency = Told.Of<string>(null),
        CloseOn = Told.Of<DateOnly?>(null),
        OwnerId = Told.Of<string>(null),
        ForecastCategory = Told.Of<string>(null),
        Url = Told.Of<string>(null),
        Status = Told.Of<DealStatus?>(null),
        CreatedAt = Told.Of<DateTimeOffset?>(null),
        Outcomes = Told.Of<bool?>(null),
        Priorities = Told.Of<bool?>(null),
        Timeline = Told.Of<bool?>(null),
        Sponsor = Told.Of<bool?>(null),
        Budget = Told.Of<bool?>(null),
        CustomerAction = Told.Of<string>(null),
        CustomerActionDueOn = Told.Of<DateOnly?>(null),
        AccountId = Told.Of<string>(null),
        AccountName = Told.Of<string>(null),
        RenewalOn = Told.Of<DateOnly?>(null),
    };

    [Fact]
    public void What_Is_Told_Cleared_And_Left_Alone_Comes_Back_Apart()
    {
        Assert.All([Everything, Cleared, new DealFields()], fields => Assert.Equal(fields, RoundTrip(Changed(fields)).Deal));
        Assert.Equal("""{"type":"deal.changed","id":"e","occurredAt":"2026-11-20T12:00:00+00:00","dealId":"42","deal":{}}""", CanonicalEventJson.Write(Changed(new())));
        Assert.Equal(21, typeof(DealFields).GetProperties().Length);
    }

    [Fact]
    public void Zero_And_False_Are_Values()
    {
        var fields = new DealFields { Amount = 0m, Budget = false, Status = DealStatus.Open };

        Assert.Equal(fields, RoundTrip(Changed(fields)).Deal);
    }

    [Fact]
    public void An_Activity_Comes_Back_Whole()
    {
        var activity = new ActivityFacts
        {
            Id = "m-9",
            Kind = ActivityKind.Deliverable,
            Direction = ActivityDirection.Inbound,
            Status = ActivityStatus.NoShow,
            CancelledBy = ActivityParty.Buyer,
            StartsAt = Noon,
            EndsAt = Noon.AddHours(1),
            DueAt = Noon.AddDays(1),
            Automated = true,
            ContactIds = ["c1", "c2"],
            Deliverable = DeliverableKind.Demo,
            Note = new(0, false, false, false),
        };

        var read = RoundTrip(Logged(activity)).Activity;

        Assert.Equal(["c1", "c2"], read.ContactIds.AsEnumerable());
        Assert.Equal(activity with { ContactIds = [] }, read with { ContactIds = [] });
    }

    [Fact]
    public void A_Bare_Activity_Is_Short_And_Keeps_Its_Kind()
    {
        var json = CanonicalEventJson.Write(Logged(new() { Id = "m", Kind = ActivityKind.Meeting }));

        Assert.Equal(
            """{"type":"activity.logged","id":"e","occurredAt":"2026-11-20T12:00:00+00:00","dealId":"42","activity":{"id":"m","kind":"meeting","contactIds":[]}}""",
            json);
        Assert.Equal([], RoundTrip(Logged(new() { Id = "m", Kind = ActivityKind.Meeting })).Activity.ContactIds);
    }

    /// <summary>The names are in stored rows: whoever renames a type in code must not rename it here.</summary>
    [Fact]
    public void Each_Type_Comes_Back_Under_Its_Written_Name()
    {
        (string Name, CanonicalEvent Event)[] events =
        [
            ("deal.deleted", new CanonicalEvent.DealDeleted { Id = "e", OccurredAt = Noon, DealId = "42" }),
            ("deal.restored", new CanonicalEvent.DealRestored { Id = "e", OccurredAt = Noon, DealId = "42" }),
            ("deal.merged", new CanonicalEvent.DealMerged { Id = "e", OccurredAt = Noon, DealId = "42", IntoDealId = "43" }),
            ("activity.removed", new CanonicalEvent.ActivityRemoved { Id = "e", OccurredAt = Noon, DealId = "42", ActivityId = "m" }),
            ("contact.associated", new CanonicalEvent.ContactAssociated { Id = "e", OccurredAt = Noon, DealId = "42", Contact = new() { Id = "c", Role = BuyingRole.EconomicBuyer } }),
            ("contact.removed", new CanonicalEvent.ContactRemoved { Id = "e", OccurredAt = Noon, DealId = "42", ContactId = "c" }),
        ];

        Assert.All(events, pair =>
        {
            var json = CanonicalEventJson.Write(pair.Event);
            Assert.StartsWith($$"""{"type":"{{pair.Name}}",""", json, StringComparison.Ordinal);
            Assert.Equal(pair.Event, CanonicalEventJson.Read(json));
        });
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":"deal.exploded","dealId":"42","id":"e","occurredAt":"2026-11-20T12:00:00+00:00"}""")]
    [InlineData("""{"type":"deal.deleted","id":"e","occurredAt":"2026-11-20T12:00:00+00:00"}""")]
    [InlineData("""{"type":"activity.logged","dealId":"42","activity":{"id":"m"},"id":"e","occurredAt":"2026-11-20T12:00:00+00:00"}""")]
    public void What_Is_No_Event_Of_This_Version_Is_Refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => CanonicalEventJson.Read(json));

    private static CanonicalEvent.DealChanged Changed(DealFields fields) => new() { Id = "e", OccurredAt = Noon, DealId = "42", Deal = fields };

    private static CanonicalEvent.ActivityLogged Logged(ActivityFacts activity) => new() { Id = "e", OccurredAt = Noon, DealId = "42", Activity = activity };

    private static T RoundTrip<T>(T fact)
        where T : CanonicalEvent => Assert.IsType<T>(CanonicalEventJson.Read(CanonicalEventJson.Write(fact)));
}
