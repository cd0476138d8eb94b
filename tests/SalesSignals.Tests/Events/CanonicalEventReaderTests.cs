using System.Text;
using SalesSignals.Events;

namespace SalesSignals.Tests.Events;

public class CanonicalEventReaderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_Deal_Tells_What_It_Says_And_Nothing_Else()
    {
        var changed = One<CanonicalEvent.DealChanged>("deal.changed", """
            "deal":{"id":"42","name":"Acme renewal","pipeline":"default","stage":"proposal","amount":12000.50,"currency":"eur",
            "closeDate":"2026-12-15","ownerId":"7","forecastCategory":"BEST_CASE","url":"https://crm.example/deals/42","status":"won",
            "createdAt":"2026-09-01T10:00:00+02:00","qualification":{"outcomes":true,"sponsor":null},"custom":{"x":[1]}},"source":"erp"
            """);

        Assert.Equal(("e1", new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero), "42"), (changed.Id, changed.OccurredAt, changed.DealId));
        Assert.Equal(
            new DealFields
            {
                Name = "Acme renewal",
                Pipeline = "default",
                Stage = "proposal",
                Amount = 12000.50m,
                Currency = "EUR",
                CloseOn = new DateOnly(2026, 12, 15),
                OwnerId = "7",
                ForecastCategory = "best-case",
                Url = "https://crm.example/deals/42",
                Status = DealStatus.Won,
                CreatedAt = new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero),
                Outcomes = true,
                Sponsor = Told.Of<bool?>(null),
            },
            changed.Deal);
    }

    [Fact]
    public void Null_And_Empty_Texts_Clear()
    {
        var changed = One<CanonicalEvent.DealChanged>("deal.changed", """
            "deal":{"id":"42","name":" ","pipeline":"","stage":null,"amount":null,"currency":"","closeDate":null,"ownerId":null,
            "forecastCategory":null,"url":null,"status":null,"createdAt":null,"qualification":null}
            """);

        var (none, no) = (Told.Of<string>(null), Told.Of<bool?>(null));
        Assert.Equal(
            new DealFields
            {
                Name = none,
                Pipeline = none,
                Stage = none,
                Amount = Told.Of<decimal?>(null),
                Currency = none,
                CloseOn = Told.Of<DateOnly?>(null),
                OwnerId = none,
                ForecastCategory = none,
                Url = none,
                Status = Told.Of<DealStatus?>(null),
                CreatedAt = Told.Of<DateTimeOffset?>(null),
                Outcomes = no,
                Priorities = no,
                Timeline = no,
                Sponsor = no,
                Budget = no,
            },
            changed.Deal);
    }

    [Fact]
    public void An_Activity_Is_Told_Whole_And_Its_Text_Is_Read_And_Forgotten()
    {
        var logged = One<CanonicalEvent.ActivityLogged>("activity.logged", """
            "activity":{"id":"m-9","dealId":"42","kind":"meeting","direction":"internal","status":"no-show","cancelledBy":"buyer",
            "startsAt":"2026-11-20T08:00:00Z","endsAt":"2026-11-20T09:00:00Z","dueAt":null,"automated":true,"contactIds":["c1","c2"],
            "deliverable":"demo","text":"They will send the contract on Thursday."}
            """);

        Assert.Equal("42", logged.DealId);
        Assert.Equal(["c1", "c2"], logged.Activity.ContactIds.AsEnumerable());
        Assert.Equal(
            new ActivityFacts
            {
                Id = "m-9",
                Kind = ActivityKind.Meeting,
                Direction = ActivityDirection.Internal,
                Status = ActivityStatus.NoShow,
                CancelledBy = ActivityParty.Buyer,
                StartsAt = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero),
                EndsAt = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero),
                Automated = true,
                ContactIds = logged.Activity.ContactIds,
                Deliverable = DeliverableKind.Demo,
                Note = new(Words: 7, HasNextStep: true, HasDate: true, HasPrice: false) { HasCustomerAction = true },
            },
            logged.Activity);
        Assert.DoesNotContain("contract", CanonicalEventJson.Write(logged), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_An_Activity_Only_What_Names_It_Is_Needed()
    {
        var logged = One<CanonicalEvent.ActivityLogged>("activity.logged", """ "activity":{"id":"n","dealId":"42","kind":"note","text":null} """);

        Assert.Equal(new ActivityFacts { Id = "n", Kind = ActivityKind.Note, ContactIds = logged.Activity.ContactIds }, logged.Activity);
        Assert.Empty(logged.Activity.ContactIds);
    }

    [Fact]
    public void The_Other_Types_Are_Read()
    {
        var contact = One<CanonicalEvent.ContactAssociated>(
            "contact.associated", """ "contact":{"id":"c1","dealId":"42","name":"Priya","email":" p@acme.example ","buyingRole":"economic-buyer"} """);
        var gone = One<CanonicalEvent.ContactRemoved>("contact.removed", """ "contact":{"id":"c1","dealId":"42"} """);
        var undone = One<CanonicalEvent.ActivityRemoved>("activity.removed", """ "activity":{"id":"m-9","dealId":"42"} """);
        var merged = One<CanonicalEvent.DealMerged>("deal.merged", """ "deal":{"id":"41","intoDealId":"42"} """);

        Assert.Equal(("42", new() { Id = "c1", Name = "Priya", Email = "p@acme.example", Role = BuyingRole.EconomicBuyer }), (contact.DealId, contact.Contact));
        Assert.Equal(("42", "c1"), (gone.DealId, gone.ContactId));
        Assert.Equal(("42", "m-9"), (undone.DealId, undone.ActivityId));
        Assert.Equal(("41", "42"), (merged.DealId, merged.IntoDealId));
        Assert.Equal("42", One<CanonicalEvent.DealDeleted>("deal.deleted", """ "deal":{"id":"42"} """).DealId);
        Assert.Equal("42", One<CanonicalEvent.DealRestored>("deal.restored", """ "deal":{"id":"42"} """).DealId);
    }

    [Theory]
    [InlineData("owner.changed")]
    [InlineData("person.changed")]
    public void Types_That_Are_Not_Used_Yet_Are_Ignored(string type)
    {
        var translation = Read($$"""{"type":"{{type}}"}""");

        Assert.Equal((0, 0, 1), (translation.Events.Count, translation.Unreadable.Count, translation.Ignored));
    }

    [Theory]
    [InlineData("\"deal\":{\"id\":\"1\",\"amount\":\"5\"}", "deal.amount must be a number; it is a string.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"amount\":1e40}", "deal.amount is out of range.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"amount\":1e16}", "deal.amount is out of range.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"name\":5}", "deal.name must be a string; it is a number.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"name\":\"\\udc00\"}", "deal.name holds half of a surrogate pair.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"closeDate\":\"15.12.2026\"}", "deal.closeDate must be a date such as 2026-12-15, between the years 1970 and 2199.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"closeDate\":\"9999-12-31\"}", "deal.closeDate must be a date such as 2026-12-15, between the years 1970 and 2199.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"createdAt\":\"2026-12-15\"}", "deal.createdAt must be an RFC 3339 time with offset, such as 2026-11-20T09:30:00Z.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"createdAt\":\"2026-12-15T09:00:00\"}", "deal.createdAt must be an RFC 3339 time with offset, such as 2026-11-20T09:30:00Z.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"createdAt\":\"0001-01-01T00:00:00+05:00\"}", "deal.createdAt must be an RFC 3339 time with offset, such as 2026-11-20T09:30:00Z.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"createdAt\":\"1969-12-31T23:59:59Z\"}", "deal.createdAt must lie between the years 1970 and 2199.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"currency\":\"EURO\"}", "deal.currency must be an ISO 4217 code such as EUR.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"url\":\"javascript:alert(1)\"}", "deal.url must be an absolute https or http address of at most 2048 characters.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"url\":\"/deals/1\"}", "deal.url must be an absolute https or http address of at most 2048 characters.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"status\":\"deleted\"}", "deal.status must be one of open, won, lost.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"qualification\":true}", "deal.qualification must be an object; it is true.")]
    [InlineData("\"deal\":{\"id\":\"1\",\"qualification\":{\"budget\":\"yes\"}}", "deal.qualification.budget must be true or false; it is a string.")]
    [InlineData("\"deal\":{\"id\":1}", "deal.id must be a string; it is a number.")]
    [InlineData("\"deal\":{\"id\":\"\"}", "deal.id must not be empty.")]
    [InlineData("\"deal\":{\"id\":\"a\\nb\"}", "deal.id holds control characters.")]
    [InlineData("\"deal\":{}", "deal.id must be a string; it is missing or null.")]
    [InlineData("\"deal\":null", "deal must be an object; it is missing or null.")]
    [InlineData("\"deal\":[]", "deal must be an object; it is an array.")]
    public void What_Is_Wrong_With_A_Deal_Is_Said_By_Its_Name(string members, string reason) => AssertReason("deal.changed", members, reason);

    [Theory]
    [InlineData("\"kind\":\"lunch\"", "activity.kind must be one of meeting, call, email, note, task, deliverable.")]
    [InlineData("\"kind\":\"Meeting\"", "activity.kind must be one of meeting, call, email, note, task, deliverable.")]
    [InlineData("\"kind\":null", "activity.kind must be one of meeting, call, email, note, task, deliverable; it is missing or null.")]
    [InlineData("\"kind\":\"call\",\"status\":\"0\"", "activity.status must be one of planned, held, done, cancelled, no-show, moved.")]
    [InlineData("\"kind\":\"call\",\"contactIds\":\"c1\"", "activity.contactIds must be an array of strings; it is a string.")]
    [InlineData("\"kind\":\"call\",\"contactIds\":[\"c1\",2]", "activity.contactIds[1] must be a string; it is a number.")]
    [InlineData("\"kind\":\"call\",\"contactIds\":[\"\\ud800\"]", "activity.contactIds[0] holds half of a surrogate pair.")]
    [InlineData("\"kind\":\"call\",\"text\":{}", "activity.text must be a string; it is an object.")]
    [InlineData("\"kind\":\"call\",\"startsAt\":1774170000000", "activity.startsAt must be a string; it is a number.")]
    public void What_Is_Wrong_With_An_Activity_Is_Said_By_Its_Name(string members, string reason) =>
        AssertReason("activity.logged", $"\"activity\":{{\"id\":\"m\",\"dealId\":\"1\",{members}}}", reason);

    [Theory]
    [InlineData("""{"id":"e1"}""", "type must be a string; it is missing or null.")]
    [InlineData("""{"type":"deal.chnaged","id":"e","occurredAt":"2026-11-20T09:30:00Z"}""", "type must be one of deal.changed, deal.deleted, deal.restored, deal.merged, activity.logged, activity.removed, contact.associated, contact.removed, owner.changed, person.changed.")]
    [InlineData("""{"type":"deal.deleted","occurredAt":"2026-11-20T09:30:00Z","deal":{"id":"1"}}""", "id must be a string; it is missing or null.")]
    [InlineData("""{"type":"deal.deleted","id":"e","deal":{"id":"1"}}""", "occurredAt must be a time; it is missing or null.")]
    [InlineData("""{"type":"deal.deleted","id":"e","occurredAt":"2026-11-21T12:00:01Z","deal":{"id":"1"}}""", "occurredAt lies more than a day after the event was received.")]
    [InlineData("""{"type":"deal.merged","id":"e","occurredAt":"2026-11-20T09:30:00Z","deal":{"id":"1","intoDealId":"1"}}""", "deal.intoDealId is the deal itself; a deal cannot be merged into itself.")]
    [InlineData("[5]", "An event must be an object; it is a number.")]
    public void What_Is_Wrong_With_An_Event_Is_Said(string body, string reason) => Assert.Equal(reason, Assert.Single(Read(body).Unreadable).Reason);

    [Fact]
    public void One_Broken_Event_Does_Not_Hold_Up_The_Others()
    {
        const string Good = """{"type":"deal.deleted","id":"e","occurredAt":"2026-11-21T12:00:00Z","deal":{"id":"1"}}""";

        var translation = Read($$"""[{{Good}}, {"type":"deal.deleted"}, {{Good}}]""");

        Assert.Equal(2, translation.Events.Count);
        Assert.Equal("""[{"type":"deal.deleted"}]""", Encoding.UTF8.GetString(Assert.Single(translation.Unreadable).Body.Span));
    }

    [Fact]
    public void Long_Things_Are_Bounded()
    {
        var longest = new string('i', 200);
        var name = new string('n', 255) + "🚀🚀";
        var contacts = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"c{i}\""));

        var changed = One<CanonicalEvent.DealChanged>("deal.changed", $$""" "deal":{"id":"{{longest}}","name":"{{name}}"} """);
        var logged = One<CanonicalEvent.ActivityLogged>(
            "activity.logged", $$""" "activity":{"id":"m","dealId":"1","kind":"call","contactIds":[{{contacts}}]} """);

        Assert.Equal(longest, changed.DealId);
        Assert.Equal(new string('n', 255), changed.Deal.Name.Value);
        Assert.Equal(32, logged.Activity.ContactIds.Length);
        AssertReason("deal.changed", $"\"deal\":{{\"id\":\"{longest}i\"}}", "deal.id is longer than 200 characters.");
    }

    [Fact]
    public void A_Name_Is_One_Line()
    {
        var changed = One<CanonicalEvent.DealChanged>("deal.changed", """ "deal":{"id":"1","name":" Acme\r\nBcc:\u2028x\u0000 "} """);

        Assert.Equal("Acme  Bcc: x", changed.Deal.Name.Value);
    }

    [Fact]
    public void An_Unknown_Type_Is_Not_Quoted()
    {
        var translation = Read($$"""{"type":"a\nb{{new string('x', 1000)}}","id":"e","occurredAt":"2026-11-20T09:30:00Z"}""");

        var reason = Assert.Single(translation.Unreadable).Reason;
        Assert.StartsWith("type must be one of deal.changed, ", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", reason, StringComparison.Ordinal);
    }

    private static Translation Read(string body) => CanonicalEventReader.Read(Encoding.UTF8.GetBytes(body), Noon);

    private static T One<T>(string type, string members)
        where T : CanonicalEvent
    {
        var translation = Read($$"""{"type":"{{type}}","id":"e1","occurredAt":"2026-11-20T09:30:00Z",{{members}}}""");

        Assert.Equal([], translation.Unreadable.Select(unreadable => unreadable.Reason));
        return Assert.IsType<T>(Assert.Single(translation.Events));
    }

    private static void AssertReason(string type, string members, string reason)
    {
        var translation = Read($$"""{"type":"{{type}}","id":"e1","occurredAt":"2026-11-20T09:30:00Z",{{members}}}""");

        Assert.Equal(reason, Assert.Single(translation.Unreadable).Reason);
    }
}
