using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Close;

public class CloseTranslationTests
{
    public static TheoryData<string> Files() => [.. Samples.Names("close", "*.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_Sample_Becomes_What_Is_Written_Beside_It(string file)
    {
        var translation = Some.Close().Translate(Some.Delivery(Samples.Read("close/" + file)));

        Assert.Equal(
            Encoding.UTF8.GetString(Samples.Read("close/" + Path.ChangeExtension(file, ".expected.txt"))),
            Written.Of(translation));
    }

    [Fact]
    public void Shuffled_And_Repeated_Deliveries_End_In_The_Same_Deal()
    {
        string[] history =
        [
            Event("created", "09:00", "\"status_type\":\"active\",\"status_id\":\"stat_1\",\"value\":100000,\"value_currency\":\"EUR\",\"contact_id\":\"cont_1\",\"contact_name\":\"A\"", "[]"),
            Event("updated", "10:00", "\"status_type\":\"active\",\"status_id\":\"stat_2\",\"value\":200000,\"value_currency\":\"EUR\",\"contact_id\":\"cont_1\",\"contact_name\":\"A\"", "[\"status_id\",\"value\"]"),
            Event("updated", "11:00", "\"status_type\":\"active\",\"status_id\":\"stat_2\",\"value\":200000,\"value_currency\":\"EUR\",\"contact_id\":\"cont_2\",\"contact_name\":\"B\"", "[\"contact_id\"]", "\"contact_id\":\"cont_1\""),
            Event("updated", "12:00", "\"status_type\":\"won\",\"status_id\":\"stat_3\",\"date_won\":\"2026-11-19\",\"value\":200000,\"value_currency\":\"EUR\",\"contact_id\":\"cont_2\"", "[\"status_id\",\"status_type\",\"date_won\"]"),
            Event("updated", "13:00", "\"status_type\":\"won\",\"status_id\":\"stat_3\",\"date_won\":\"2026-11-19\",\"value\":200000,\"value_currency\":\"EUR\",\"contact_id\":\"cont_2\"", "[\"note\"]"),
            Event("deleted", "14:00", "", "[]"),
        ];

        DealHistory.AssertOrderDoesNotMatter(Some.Close(), "oppo_1", history);
        var deal = DealHistory.Deal(history.Take(5).SelectMany(body => Some.Close().Translate(Some.Delivery(body)).Events), "oppo_1");
        Assert.Equal((DealStatus.Won, 2000m, "stat_3"), (deal.Status.Value, deal.Amount.Value, deal.Stage.Value));
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 12, 0, 0, 500, TimeSpan.Zero), deal.Status.Stamp.At);
        Assert.Equal([("cont_1", true), ("cont_2", false)], deal.Contacts.Select(contact => (contact.Id, contact.IsRemoval)).Order());
    }

    [Theory]
    [InlineData("won", "date_won")]
    [InlineData("lost", "date_lost")]
    public void An_Edit_Of_A_Closed_Deal_Does_Not_Close_It_Again(string status, string member)
    {
        var edited = Translate(Event("updated", "13:00", $"\"status_type\":\"{status}\",\"{member}\":\"2026-10-01\"", "[\"note\"]")).Events.Cast<CanonicalEvent.DealChanged>().ToList();

        Assert.Equal(2, edited.Count);
        Assert.False(edited[0].Deal.Status.IsTold);
        Assert.True(edited[1].Deal.Status.IsTold);
        Assert.Equal(new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero), edited[1].OccurredAt);
    }

    [Theory]
    [InlineData("\"status_type\":\"won\",\"date_won\":\"2026-11-19\"", "[\"status_type\"]")]
    [InlineData("\"status_type\":\"won\",\"date_won\":\"2026-12-31\"", "[\"note\"]")]
    [InlineData("\"status_type\":\"won\",\"date_won\":null", "[\"note\"]")]
    [InlineData("\"status_type\":\"active\",\"date_won\":\"2026-01-01\"", "[\"note\"]")]
    [InlineData("\"status_type\":\"won\",\"date_won\":\"2026-11-19\"", "[]")]
    public void Otherwise_The_Status_Is_Told_As_Of_The_Event(string data, string changed)
    {
        var told = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(Translate(Event("updated", "13:00", data, changed)).Events));

        Assert.True(told.Deal.Status.IsTold);
        Assert.Equal(13, told.OccurredAt.Hour);
    }

    [Theory]
    [InlineData("EUR", "12500050", 125000.50)]
    [InlineData("usd", "-100", -1)]
    [InlineData("JPY", "12500050", 12500050)]
    [InlineData("KWD", "12500050", 12500.050)]
    [InlineData("CLF", "10000", 1)]
    public void Money_Is_In_The_Currencys_Own_Smallest_Unit(string currency, string value, double expected)
    {
        var deal = Fields($"\"value\":{value},\"value_currency\":\"{currency}\"");

        Assert.Equal((decimal)expected, deal.Amount.Value);
        Assert.Equal(currency.ToUpperInvariant(), deal.Currency.Value);
    }

    [Fact]
    public void Null_Clears_And_What_Is_Absent_Changes_Nothing()
    {
        var cleared = Fields("\"value\":null,\"value_currency\":null,\"date_won\":null,\"user_id\":null,\"lead_name\":\"\"");
        var silent = Fields("\"confidence\":5");

        Assert.Equal(new() { Amount = null, Currency = null, CloseOn = null, OwnerId = null, Name = null }, cleared);
        Assert.Equal(new(), silent);
    }

    [Theory]
    [InlineData("\"2026-11-20T09:30:00\"", 9)]
    [InlineData("\"2026-11-20T09:30:00.123456\"", 9)]
    [InlineData("\"2026-11-20T09:30:00Z\"", 9)]
    [InlineData("\"2026-11-20T09:30:00+02:00\"", 7)]
    [InlineData("\"2026-11-20T09:30:00-02:00\"", 11)]
    public void A_Time_Without_A_Zone_Is_Utc(string time, int hour)
    {
        var translation = Translate($$$"""{"event":{"id":"ev_1","object_type":"opportunity","action":"deleted","object_id":"oppo_1","date_updated":{{{time}}}}}""");

        Assert.Equal(hour, Assert.Single(translation.Events).OccurredAt.Hour);
    }

    [Fact]
    public void The_Event_Names_The_Object_Whatever_Its_Data_Say()
    {
        var translation = Translate(Event("created", "09:00", "\"id\":\"oppo_9\"", "[]"));

        Assert.Equal("oppo_1", Assert.Single(translation.Events).DealId);
    }

    [Theory]
    [InlineData("lead", "merged")]
    [InlineData("lead", "updated")]
    [InlineData("contact", "updated")]
    [InlineData("task.lead", "created")]
    [InlineData("activity.call", "created")]
    [InlineData("activity.note", "deleted")]
    [InlineData("activity.opportunity_status_change", "created")]
    [InlineData("custom_object", "updated")]
    public void What_Is_Not_Of_An_Opportunity_Is_Counted_And_Left(string type, string action)
    {
        var translation = Translate(Event(action, "09:00", "\"lead_id\":\"lead_1\"", "[]", type: type));

        Assert.Empty(translation.Events);
        Assert.Empty(translation.Unreadable);
        Assert.Equal(1, translation.Ignored);
    }

    [Theory]
    [InlineData("activity.call", "\"direction\":\"inbound\",\"status\":\"completed\",\"disposition\":\"answered\"", "\"kind\":\"call\",\"direction\":\"inbound\",\"status\":\"done\"")]
    [InlineData("activity.call", "\"direction\":\"outbound\",\"status\":\"completed\",\"disposition\":\"vm-left\"", "\"kind\":\"call\",\"direction\":\"outbound\",\"contactIds\":[]}")]
    [InlineData("activity.meeting", "\"status\":\"upcoming\",\"starts_at\":\"2026-12-01T09:00:00+00:00\"", "\"kind\":\"meeting\",\"status\":\"planned\",\"startsAt\":\"2026-12-01T09:00:00+00:00\"")]
    [InlineData("activity.meeting", "\"status\":\"declined-by-lead\"", "\"kind\":\"meeting\",\"status\":\"cancelled\",\"cancelledBy\":\"buyer\"")]
    [InlineData("activity.email", "\"direction\":\"outgoing\",\"status\":\"sent\",\"sequence_id\":\"seq_1\"", "\"kind\":\"email\",\"direction\":\"outbound\",\"status\":\"done\",\"automated\":true")]
    [InlineData("activity.sms", "\"direction\":\"inbound\",\"status\":\"inbox\"", "\"kind\":\"email\",\"direction\":\"inbound\",\"status\":\"done\"")]
    [InlineData("activity.call", "\"direction\":\"outbound\",\"status\":\"completed\",\"activity_at\":\"2026-11-18T09:00:00+00:00\",\"duration\":600", "\"kind\":\"call\",\"direction\":\"outbound\",\"status\":\"done\",\"startsAt\":\"2026-11-18T09:00:00+00:00\",\"endsAt\":\"2026-11-18T09:10:00+00:00\"")]
    [InlineData("activity.meeting", "\"attendees\":[{\"contact_id\":\"cont_2\"},{\"contact_id\":null},{\"contact_id\":\"cont_1\"}]", "\"kind\":\"meeting\",\"contactIds\":[\"cont_1\",\"cont_2\"]")]
    [InlineData("activity.note", "\"note\":\"Next step: call on 3 March\",\"contact_id\":\"cont_1\"", "\"kind\":\"note\",\"contactIds\":[\"cont_1\"],\"note\":{")]
    [InlineData("task.lead", "\"date\":\"2026-12-01\",\"is_complete\":false", "\"kind\":\"task\",\"status\":\"planned\",\"dueAt\":\"2026-12-01T00:00:00+00:00\"")]
    public void An_Activity_That_Names_An_Opportunity_Is_Its_Activity(string type, string data, string expected)
    {
        var translation = Translate(Event("updated", "09:00", $"\"opportunity_id\":\"oppo_1\",{data}", "[]", type: type, id: "acti_1"));

        var json = CanonicalEventJson.Write(Assert.Single(translation.Events));
        Assert.Contains("\"dealId\":\"oppo_1\",\"activity\":{\"id\":\"acti_1\"," + expected, json, StringComparison.Ordinal);
    }

    [Fact]
    public void Drafts_Are_No_Activity_And_Deleted_Ones_Are_None_Any_More()
    {
        var draft = Translate(Event("created", "09:00", "\"opportunity_id\":\"oppo_1\",\"status\":\"draft\"", "[]", type: "activity.email", id: "acti_1"));
        var deleted = Translate(Event("deleted", "09:00", "", "[]", "\"opportunity_id\":\"oppo_1\"", "activity.call", "acti_1"));

        Assert.Equal(1, draft.Ignored);
        Assert.Equal("acti_1", Assert.IsType<CanonicalEvent.ActivityRemoved>(Assert.Single(deleted.Events)).ActivityId);
    }

    [Theory]
    [InlineData("""{}""", "event must be an object; it is missing or null.")]
    [InlineData("""{"event":{"action":"created"}}""", "event.object_type must be a string; it is missing or null.")]
    [InlineData("""{"event":{"object_type":"opportunity","action":"created","id":"e"}}""", "event.object_id must be a string; it is missing or null.")]
    [InlineData("""{"event":{"object_type":"opportunity","action":"created","id":"e","object_id":"o"}}""", "event.date_updated must be a time; it is missing or null.")]
    [InlineData("""{"event":{"object_type":"opportunity","action":"created","id":"e","object_id":"o","date_updated":"2026-11-20T09:00:00"}}""", "event.data must be an object; it is missing or null.")]
    [InlineData("""{"event":{"object_type":"opportunity","action":"deleted","id":"e","object_id":"o","date_updated":"2026-11-22T09:00:00"}}""", "event.date_updated lies more than a day after the event was received.")]
    [InlineData("""{"event":{"object_type":"opportunity","action":"merged","id":"e","object_id":"o","date_updated":"2026-11-20T09:00:00"}}""", "event.action of an opportunity must be created, updated or deleted.")]
    public void What_Cannot_Be_Read_Is_Set_Aside_With_Its_Reason(string body, string reason)
    {
        var translation = Translate(body);

        Assert.Empty(translation.Events);
        Assert.Equal(reason, Assert.Single(translation.Unreadable).Reason);
    }

    [Theory]
    [InlineData("\"status_type\":\"dormant\"", "event.data.status_type must be active, won or lost.")]
    [InlineData("\"value\":\"100\"", "event.data.value must be a number; it is a string.")]
    [InlineData("\"value\":1e30", "event.data.value is out of range.")]
    [InlineData("\"date_won\":\"soon\"", "event.data.date_won must be a date such as 2026-12-15, between the years 1970 and 2199.")]
    [InlineData("\"value_currency\":\"Euro\"", "event.data.value_currency must be an ISO 4217 code such as EUR.")]
    public void A_Value_That_Cannot_Be_Read_Is_Told_By_Its_Path(string data, string reason) =>
        Assert.Equal(reason, Assert.Single(Translate(Event("updated", "09:00", data, "[]")).Unreadable).Reason);

    private static Translation Translate(string body) => Some.Close().Translate(Some.Delivery(body));

    private static DealFields Fields(string data) =>
        Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(Translate(Event("updated", "09:00", data, "[]")).Events)).Deal;

    private static string Event(
        string action, string time, string data, string changed, string previous = "", string type = "opportunity", string id = "oppo_1") => $$$"""
        {"event":{"id":"ev_{{{action}}}_{{{time}}}","object_type":"{{{type}}}","action":"{{{action}}}","object_id":"{{{id}}}","date_updated":"2026-11-19T{{{time}}}:00.5",
        "changed_fields":{{{changed}}},"previous_data":{ {{{previous}}} },"data":{ {{{data}}} } },"subscription_id":"whsub_1"}
        """;
}
