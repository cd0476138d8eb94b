using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Pipedrive;

public class PipedriveActivityTests
{
    [Theory]
    [InlineData("\"meeting\"", ActivityKind.Meeting)]
    [InlineData("\"lunch\"", ActivityKind.Meeting)]
    [InlineData("\"call\"", ActivityKind.Call)]
    [InlineData("\"task\"", ActivityKind.Task)]
    [InlineData("\"deadline\"", ActivityKind.Task)]
    [InlineData("\"email\"", ActivityKind.Task)]
    [InlineData("\"site_visit\"", ActivityKind.Task)]
    [InlineData("\"product_demo\"", ActivityKind.Meeting)]
    [InlineData("\"whatsapp\"", ActivityKind.Call)]
    [InlineData("null", ActivityKind.Task)]
    public void Types_Are_Kinds_And_An_Accounts_Own_Are_As_Configured(string type, ActivityKind expected)
    {
        var source = Some.Pipedrive(options =>
        {
            options.ActivityTypes["Product_Demo"] = "meeting";
            options.ActivityTypes["whatsapp"] = "Call";
        });

        var translation = source.Translate(Some.Delivery(Pd.Webhook("activity", "create", $$"""{"deal_id":746,"type":{{type}}}""")));

        Assert.Equal(expected, Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(translation.Events)).Activity.Kind);
    }

    [Theory]
    [InlineData("meeting", """ "due_time":{"timezone_id":null,"value":"13:00:00"},"duration":{"timezone_id":null,"value":"00:45:00"} """, "24T13:00 24T13:45 -")]
    [InlineData("meeting", """ "due_time":"13:00","duration":"26:00" """, "24T13:00 25T15:00 -")]
    [InlineData("meeting", """ "due_time":{"value":"13:00:00"},"duration":null """, "24T13:00 - -")]
    [InlineData("meeting", """ "due_time":{"timezone_id":"Europe/Stockholm","value":"13:00:00"} """, "24T12:00 - -")]
    [InlineData("call", """ "due_time":{"timezone_id":148,"value":"13:00:00"} """, "24T13:00 - -")]
    [InlineData("task", """ "due_time":{"timezone_id":"","value":"13:00:00"},"duration":"01:00" """, "- - 24T13:00")]
    [InlineData("task", """ "due_time":null """, "- - 24T23:59")]
    [InlineData("meeting", """ "due_time":{"timezone_id":null,"value":null} """, "- - 24T23:59")]
    public void What_Is_Planned_Has_The_Times_It_Is_Due(string type, string times, string expected)
    {
        var activity = Activity($"{{\"deal_id\":746,\"done\":false,\"type\":\"{type}\",\"due_date\":\"2026-03-24\",{times}}}");

        Assert.Equal(ActivityStatus.Planned, activity.Status);
        Assert.Equal(expected, Times(activity));
    }

    [Theory]
    [InlineData("2026-03-28", "12:00", "28T11:00")]
    [InlineData("2026-03-30", "12:00", "30T10:00")]
    [InlineData("2026-03-29", "02:30", "29T01:30")]
    [InlineData("2026-10-25", "02:30", "25T01:30")]
    public void A_Named_Zone_Counts_On_The_Nights_It_Changes_Too(string date, string time, string expected)
    {
        var activity = Activity(
            $"{{\"deal_id\":746,\"type\":\"meeting\",\"due_date\":\"{date}\",\"due_time\":{{\"timezone_id\":\"Europe/Stockholm\",\"value\":\"{time}\"}}}}");

        Assert.Equal(expected + " - -", Times(activity));
    }

    [Theory]
    [InlineData("\"due_date\":\"\",\"due_time\":\"13:00\"")]
    [InlineData("\"due_date\":null")]
    [InlineData("\"subject\":\"x\"")]
    public void What_Is_Not_Due_Has_No_Times(string times) =>
        Assert.Equal("- - -", Times(Activity($"{{\"deal_id\":746,\"type\":\"task\",{times}}}")));

    /// <summary>Told on 22 March at 09:06:10.</summary>
    [Theory]
    [InlineData("""
        "due_date":"2026-03-20","due_time":"13:00","duration":"00:45"
        """, "20T13:00 20T13:45 -")]
    [InlineData("""
        "due_date":"2026-03-20"
        """, "20T00:00 20T23:59 -")]
    [InlineData("""
        "due_date":"2026-03-24","marked_as_done_time":"2026-03-21 09:40:00"
        """, "21T00:00 21T09:40 -")]
    [InlineData("""
        "due_date":"2026-03-22","due_time":"09:00","duration":"00:45"
        """, "22T09:00 22T09:06 -")]
    [InlineData("""
        "due_date":null
        """, "22T00:00 22T09:06 -")]
    public void What_Is_Done_Was_Done_When_Due_Or_When_Ticked_Before(string times, string expected)
    {
        var activity = Activity($"{{\"deal_id\":746,\"done\":true,\"type\":\"call\",{times}}}");

        Assert.Equal(ActivityStatus.Done, activity.Status);
        Assert.Equal(expected, Times(activity));
    }

    [Fact]
    public void A_Meeting_That_Is_Done_Was_Held_With_The_Person_It_Names()
    {
        var activity = Activity("""{"deal_id":"746","done":true,"type":"meeting","person_id":88}""");

        Assert.Equal(("7", ActivityStatus.Held, "88"), (activity.Id, activity.Status, Assert.Single(activity.ContactIds)));
    }

    [Theory]
    [InlineData("create", "{\"deal_id\":null}", "null", "")]
    [InlineData("create", "{\"lead_id\":\"a-b\"}", "null", "")]
    [InlineData("change", "{\"deal_id\":746}", "{\"deal_id\":null}", "+746")]
    [InlineData("change", "{\"deal_id\":747}", "{\"deal_id\":746}", "-746 +747")]
    [InlineData("change", "{\"deal_id\":null}", "{\"deal_id\":746}", "-746")]
    [InlineData("change", "{\"deal_id\":746,\"active_flag\":false}", "{\"active_flag\":true}", "-746")]
    [InlineData("change", "{\"deal_id\":746,\"active_flag\":true}", "{\"active_flag\":false}", "+746")]
    [InlineData("delete", "null", "{\"deal_id\":746}", "-746")]
    [InlineData("delete", "null", "{\"deal_id\":null}", "")]
    [InlineData("delete", "null", "null", "")]
    public void It_Belongs_To_Its_Deal_And_May_Leave_It(string action, string data, string previous, string expected)
    {
        foreach (var entity in (string[])["activity", "note"])
        {
            var translation = Some.Pipedrive().Translate(Some.Delivery(Pd.Webhook(entity, action, data, previous)));

            Assert.Empty(translation.Unreadable);
            Assert.Equal(expected.Length == 0 ? 1 : 0, translation.Ignored);
            Assert.Equal(expected, string.Join(' ', translation.Events.Select(e => (e is CanonicalEvent.ActivityLogged ? "+" : "-") + e.DealId)));
        }
    }

    [Theory]
    [InlineData("\"due_time\":\"1 pm\"", "due_time must be hours and minutes such as 13:00.")]
    [InlineData("\"due_time\":\"24:00\"", "due_time must be hours and minutes such as 13:00.")]
    [InlineData("\"due_time\":\"13:60\"", "due_time must be hours and minutes such as 13:00.")]
    [InlineData("\"due_time\":\"13:00\",\"duration\":\"long\"", "duration must be hours and minutes such as 13:00.")]
    [InlineData("\"due_time\":{\"value\":\"13:00\",\"timezone_id\":\"Mars/Base\"}", "due_time.timezone_id is no time zone that is known here.")]
    [InlineData("\"done\":\"yes\"", "done must be true or false; it is a string.")]
    public void What_Cannot_Be_Read_Is_Set_Aside_With_Its_Reason(string member, string reason)
    {
        var translation = Some.Pipedrive().Translate(Some.Delivery(
            Pd.Webhook("activity", "change", $"{{\"deal_id\":746,\"type\":\"call\",\"due_date\":\"2026-03-24\",{member}}}")));

        Assert.Equal(reason, Assert.Single(translation.Unreadable).Reason);
    }

    [Theory]
    [InlineData("<p>Next step: we&#39;ll send the offer.</p>", true, false)]
    [InlineData("<div>We&#39;ll send it</div>", true, false)]
    [InlineData("<p>They have &euro;500 a month</p>", false, true)]
    [InlineData("<p>Nice&nbsp;talk</p>", false, false)]
    public void A_Note_Is_Read_And_Its_Text_Goes_No_Further(string html, bool hasNextStep, bool hasPrice)
    {
        var translation = Some.Pipedrive().Translate(Some.Delivery(Pd.Webhook("note", "create", $$"""{"deal_id":746,"content":"{{html}}"}""")));

        var logged = Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(translation.Events));
        Assert.Equal(("note-7", ActivityKind.Note), (logged.Activity.Id, logged.Activity.Kind));
        Assert.Equal((hasNextStep, hasPrice), (logged.Activity.Note!.HasNextStep, logged.Activity.Note.HasPrice));
        Assert.DoesNotContain("<", CanonicalEventJson.Write(logged), StringComparison.Ordinal);
    }

    private static ActivityFacts Activity(string data) => Assert.IsType<CanonicalEvent.ActivityLogged>(
        Assert.Single(Some.Pipedrive().Translate(Some.Delivery(Pd.Webhook("activity", "change", data))).Events)).Activity;

    private static string Times(ActivityFacts activity) => string.Join(
        ' ', new[] { activity.StartsAt, activity.EndsAt, activity.DueAt }.Select(at => at is { } time ? $"{time:dd'T'HH:mm}" : "-"));
}
