using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Pipedrive;

public class PipedriveDealTests
{
    private const string Updated = "\"update_time\":\"2026-03-22T09:06:10Z\"";

    [Theory]
    [InlineData("\"value\":125000.50", "\"amount\":125000.50")]
    [InlineData("\"value\":null", "\"amount\":null")]
    [InlineData("\"currency\":\"eur\"", "\"currency\":\"EUR\"")]
    [InlineData("\"expected_close_date\":\"2026-05-15\"", "\"closeOn\":\"2026-05-15\"")]
    [InlineData("\"expected_close_date\":\"\"", "\"closeOn\":null")]
    [InlineData("\"title\":\" Acme \"", "\"name\":\"Acme\"")]
    [InlineData("\"owner_id\":12415231", "\"ownerId\":\"12415231\"")]
    [InlineData("\"owner_id\":\"12415231\"", "\"ownerId\":\"12415231\"")]
    [InlineData("\"stage_id\":3", "\"stage\":\"3\"")]
    [InlineData("\"stage_id\":3,\"stage_change_time\":null", "\"stage\":\"3\"")]
    [InlineData("\"pipeline_id\":1", "\"pipeline\":\"1\"")]
    [InlineData("\"status\":\"open\"", "\"status\":\"open\"")]
    [InlineData("\"status\":\"open\",\"is_archived\":false", "\"status\":\"open\"")]
    [InlineData("\"status\":\"open\",\"is_archived\":true", "\"status\":\"deleted\"")]
    [InlineData("\"status\":\"won\"", "\"status\":\"won\"")]
    [InlineData("\"status\":\"won\",\"is_archived\":true", "\"status\":\"won\"")]
    [InlineData("\"status\":\"lost\"", "\"status\":\"lost\"")]
    [InlineData("\"status\":\"deleted\"", "\"status\":\"deleted\"")]
    [InlineData("\"add_time\":\"2026-03-01T08:00:00Z\"", "\"createdAt\":\"2026-03-01T08:00:00+00:00\"")]
    public void A_Field_That_Is_Told_Is_Read_And_No_Other_Is_Claimed(string member, string expected)
    {
        var changed = Assert.Single(Read(Pd.Webhook("deal", "change", $"{{{Updated},{member}}}")));

        Assert.EndsWith($"\"deal\":{{{Sorted(expected)}}}}}", CanonicalEventJson.Write(changed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme.pipedrive.com", "https://acme.pipedrive.com/deal/7")]
    [InlineData("acme-2.PIPEDRIVE.com", "https://acme-2.pipedrive.com/deal/7")]
    [InlineData("evil.example", null)]
    [InlineData("evil.example/.pipedrive.com", null)]
    [InlineData("evil@x.pipedrive.com", null)]
    [InlineData("evilpipedrive.com", null)]
    [InlineData("", null)]
    public void A_Link_Leads_To_Pipedrive_Or_Is_Not_Told(string host, string? expected)
    {
        var body = Pd.Webhook("deal", "change", $"{{{Updated},\"title\":\"t\"}}").Replace("acme.pipedrive.com", host, StringComparison.Ordinal);

        var changed = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(Read(body)));

        Assert.Equal(expected, changed.Deal.Url.Value);
        Assert.Equal(expected is not null, changed.Deal.Url.IsTold);
    }

    [Fact]
    public void An_Edit_Tells_The_Stage_As_Of_When_The_Deal_Came_Into_It()
    {
        var events = Read(Pd.Webhook(
            "deal", "change", $"{{{Updated},\"title\":\"t\",\"stage_id\":3,\"stage_change_time\":\"2026-03-20T10:00:00Z\"}}", """{"title":"s"}"""));

        Assert.Equal(
            ["name@22", "stage@20"],
            events.Cast<CanonicalEvent.DealChanged>().Select(e => $"{(e.Deal.Stage.IsTold ? "stage" : "name")}@{e.OccurredAt.Day}"));
    }

    [Fact]
    public void The_Same_Stage_Told_Again_Is_The_Very_Same_Event()
    {
        var first = Read(Pd.Webhook("deal", "change", $"{{{Updated},\"title\":\"a\",\"stage_id\":3,\"stage_change_time\":\"2026-03-20T10:00:00Z\"}}"));
        var second = Read(Pd.Webhook("deal", "change", $"{{{Updated},\"title\":\"b\",\"stage_id\":3,\"stage_change_time\":\"2026-03-20T10:00:00Z\"}}", metaId: "\"e2\""));

        Assert.Equal(first[1], second[1]);
        Assert.NotEqual(first[0], second[0]);
    }

    [Theory]
    [InlineData("won", "\"won_time\":\"2026-03-20T10:00:00Z\"", "{}", 20)]
    [InlineData("won", "\"close_time\":\"2026-03-20T10:00:00Z\"", "{}", 20)]
    [InlineData("lost", "\"lost_time\":\"2026-03-20T10:00:00Z\",\"won_time\":\"2026-03-18T10:00:00Z\"", "null", 20)]
    [InlineData("won", "\"won_time\":\"2026-03-20T10:00:00Z\"", "{\"status\":\"open\"}", 22)]
    [InlineData("won", "\"won_time\":null", "{}", 22)]
    [InlineData("won", "\"won_time\":\"2026-03-29T10:00:00Z\"", "{}", 22)]
    [InlineData("open", "\"won_time\":\"2026-03-20T10:00:00Z\"", "{}", 22)]
    public void A_Closed_Deal_Was_Closed_When_It_Was_Though_It_Is_Edited_Later(string status, string times, string previous, int day)
    {
        var events = Read(Pd.Webhook("deal", "change", $"{{{Updated},\"title\":\"t\",\"status\":\"{status}\",{times}}}", previous));

        var told = Assert.Single(events.Cast<CanonicalEvent.DealChanged>(), e => e.Deal.Status.IsTold);
        Assert.Equal(day, told.OccurredAt.Day);
        Assert.Equal(status, $"{told.Deal.Status.Value}".ToLowerInvariant());
    }

    [Theory]
    [InlineData("{\"person_id\":89}", "{\"person_id\":88}", "-88 +89")]
    [InlineData("{\"person_id\":89}", "{\"person_id\":null}", "+89")]
    [InlineData("{\"person_id\":89}", "null", "+89")]
    [InlineData("{\"person_id\":\"89\"}", "{\"person_id\":89}", "+89")]
    [InlineData("{\"person_id\":null}", "{\"person_id\":88}", "-88")]
    [InlineData("{\"person_id\":null}", "null", "")]
    [InlineData("{\"title\":\"t\"}", "{\"person_id\":88}", "")]
    public void The_Person_Of_A_Deal_Is_Its_Contact(string data, string previous, string expected)
    {
        var contacts = Read(Pd.Webhook("deal", "change", data, previous)).Select(fact => fact switch
        {
            CanonicalEvent.ContactAssociated told => $"+{told.Contact.Id}",
            CanonicalEvent.ContactRemoved removed => $"-{removed.ContactId}",
            _ => "",
        });

        Assert.Equal(expected, string.Join(' ', contacts.Where(contact => contact.Length > 0)));
    }

    [Fact]
    public void Both_Webhooks_Of_A_Merge_Say_The_Same()
    {
        var gone = Read(Pd.Webhook("deal", "delete", "null", """{"id":8}""", entityId: "8", more: ",\"merged_to_id\":\"7\""));
        var stays = Read(Pd.Webhook("deal", "change", """{"title":"t"}""", more: ",\"merged_from_id\":8"));

        var first = Assert.IsType<CanonicalEvent.DealMerged>(Assert.Single(gone));
        var second = Assert.Single(stays.OfType<CanonicalEvent.DealMerged>());
        Assert.Equal(("8", "7"), (first.DealId, first.IntoDealId));
        Assert.Equal(("8", "7"), (second.DealId, second.IntoDealId));
        Assert.Equal("7", Assert.Single(stays.OfType<CanonicalEvent.DealChanged>()).DealId);
    }

    [Fact]
    public void A_Deal_Merged_Into_Itself_Is_Set_Aside()
    {
        var translation = Some.Pipedrive().Translate(Some.Delivery(Pd.Webhook("deal", "delete", "null", more: ",\"merged_to_id\":7")));

        Assert.Equal("The deal is said to be merged into itself.", Assert.Single(translation.Unreadable).Reason);
    }

    [Fact]
    public void A_Deletion_Is_Dated_By_The_Webhook_And_Not_By_The_Last_Update()
    {
        var deleted = Assert.Single(Read(Pd.Webhook("deal", "delete", "null", """{"id":7,"update_time":"2026-03-01T09:00:00Z"}""")));

        Assert.IsType<CanonicalEvent.DealDeleted>(deleted);
        Assert.Equal(new DateTimeOffset(2026, 3, 22, 9, 6, 10, TimeSpan.Zero), deleted.OccurredAt);
    }

    private static IReadOnlyList<CanonicalEvent> Read(string body)
    {
        var translation = Some.Pipedrive().Translate(Some.Delivery(body));
        Assert.Empty(translation.Unreadable);
        return translation.Events;
    }

    /// <summary>The link to the deal is always told, and stands before the last two members.</summary>
    private static string Sorted(string member)
    {
        const string Url = "\"url\":\"https://acme.pipedrive.com/deal/7\"";
        return member.StartsWith("\"status", StringComparison.Ordinal) || member.StartsWith("\"createdAt", StringComparison.Ordinal)
            ? $"{Url},{member}"
            : $"{member},{Url}";
    }
}
