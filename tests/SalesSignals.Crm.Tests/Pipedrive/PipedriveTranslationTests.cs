using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Pipedrive;

public class PipedriveTranslationTests
{
    public static TheoryData<string> Files() => [.. Samples.Names("pipedrive", "*.json")];

    /// <summary>Beside each sample stands what it must become: an event a line, then what is unreadable, then how many are ignored.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Each_Sample_Becomes_What_Is_Written_Beside_It(string file)
    {
        var translation = Some.Pipedrive().Translate(Some.Delivery(Samples.Read("pipedrive/" + file)));

        Assert.Equal(
            Encoding.UTF8.GetString(Samples.Read("pipedrive/" + Path.ChangeExtension(file, ".expected.txt"))),
            Written(translation));
    }

    [Fact]
    public void A_Repeated_Attempt_Says_The_Same_Under_The_Same_Id()
    {
        var first = Some.Pipedrive().Translate(Some.Delivery(Samples.Read("pipedrive/13a_retry_attempt1.json")));
        var second = Some.Pipedrive().Translate(Some.Delivery(Samples.Read("pipedrive/13b_retry_attempt2_same_meta_id.json")));

        Assert.NotEmpty(first.Events);
        Assert.Equal(first.Events, second.Events);
    }

    [Theory]
    [InlineData("""{"v":1,"event":"updated.deal","meta":{"action":"updated","object":"deal"},"current":{}}""")]
    [InlineData("""{"v":"1"}""")]
    [InlineData("""{"current":null,"previous":{},"event":"deleted.deal"}""")]
    public void Version_1_Is_Set_Aside_And_Says_What_To_Do(string body)
    {
        var translation = Translate(body);

        Assert.Empty(translation.Events);
        Assert.Equal(
            "The webhook is of Pipedrive's version 1, which is not read. Create it again with \"version\": \"2.0\", then delete the old one.",
            Assert.Single(translation.Unreadable).Reason);
    }

    [Theory]
    [InlineData("person", "change")]
    [InlineData("person", "delete")]
    [InlineData("organization", "create")]
    [InlineData("user", "change")]
    [InlineData("lead", "create")]
    [InlineData("stage", "change")]
    [InlineData("deal_product", "create")]
    [InlineData("something_new", "change")]
    [InlineData("deal", "something_new")]
    public void What_Is_None_Of_Our_Concern_Is_Counted_And_Left(string entity, string action)
    {
        var translation = Translate(Pd.Webhook(entity, action, """{"id":7}"""));

        Assert.Equal((0, 0, 1), (translation.Events.Count, translation.Unreadable.Count, translation.Ignored));
    }

    [Theory]
    [InlineData("""{"data":{}}""", "meta must be an object; it is missing or null.")]
    [InlineData("""{"meta":[]}""", "meta must be an object.")]
    [InlineData("""{"meta":{"entity":"deal"}}""", "meta.action must be create, change or delete; it is missing or null.")]
    [InlineData("""{"meta":{"action":"change"}}""", "meta.entity must be a string; it is missing or null.")]
    [InlineData("""{"meta":{"action":"change","entity":"deal","entity_id":7},"data":null}""", "data must be an object; it is missing or null.")]
    [InlineData("""{"meta":{"action":"change","entity":"deal"},"data":{}}""", "meta.entity_id must be an id; it is missing or null.")]
    [InlineData("""{"meta":{"action":"change","entity":"deal","entity_id":7.5},"data":{}}""", "entity_id must be an id: a whole number, or a string.")]
    [InlineData("""{"meta":{"action":"change","entity":"deal","entity_id":7},"data":{}}""", "meta.timestamp must be a time; it is missing or null.")]
    [InlineData("""{"meta":{"action":"delete","entity":"deal","entity_id":7,"timestamp":"soon"}}""", "timestamp must be an RFC 3339 time with offset, such as 2026-11-20T09:30:00Z.")]
    [InlineData("""{"meta":{"action":"delete","entity":"deal","entity_id":7,"timestamp":1795262401}}""", "meta.timestamp lies more than a day after the event was received.")]
    [InlineData("""{"meta":{"action":"delete","entity":"deal","entity_id":7,"timestamp":99999999999999}}""", "timestamp must be milliseconds since 1970, and before the year 2200.")]
    [InlineData("[[]]", "An event must be an object; it is an array.")]
    public void What_Cannot_Be_Read_Is_Set_Aside_With_Its_Reason(string body, string reason)
    {
        var translation = Translate(body);

        Assert.Empty(translation.Events);
        Assert.Equal(reason, Assert.Single(translation.Unreadable).Reason);
    }

    [Theory]
    [InlineData("\"2026-03-22T09:06:10.001Z\"", "2026-03-22T09:06:09.999")]
    [InlineData("\"2026-03-22T09:06:09.250Z\"", "2026-03-22T09:06:09.250")]
    [InlineData("\"2026-03-22T09:06:08Z\"", "2026-03-22T09:06:09.000")]
    [InlineData("1774170369", "2026-03-22T09:06:09.000")]
    [InlineData("1774170369500", "2026-03-22T09:06:09.500")]
    [InlineData("null", "2026-03-22T09:06:09.000")]
    public void Updates_Within_A_Second_Are_Ordered_By_The_Time_Of_The_Webhook(string timestamp, string expected)
    {
        var translation = Translate(Pd.Webhook("deal", "change", """{"title":"t","update_time":"2026-03-22T09:06:09Z"}""", timestamp: timestamp));

        Assert.Equal(expected, $"{Assert.Single(translation.Events).OccurredAt:yyyy-MM-ddTHH:mm:ss.fff}");
    }

    [Theory]
    [InlineData("\"2026-03-22 09:06:09\"")]
    [InlineData("\"2026-03-22T11:06:09+02:00\"")]
    [InlineData("1774170369")]
    public void Times_Are_Read_In_Each_Spelling(string updateTime)
    {
        var translation = Translate(Pd.Webhook("deal", "change", $$"""{"title":"t","update_time":{{updateTime}}}""", timestamp: "null"));

        Assert.Equal(new DateTimeOffset(2026, 3, 22, 9, 6, 9, TimeSpan.Zero), Assert.Single(translation.Events).OccurredAt);
    }

    [Fact]
    public void An_Event_Id_That_Is_The_Objects_Gives_Way_To_One_Of_What_Is_Said()
    {
        var first = Translate(Pd.Webhook("deal", "change", """{"title":"a"}""", metaId: "7"));
        var second = Translate(Pd.Webhook("deal", "change", """{"title":"b"}""", metaId: "\"7\""));
        var again = Translate(Pd.Webhook("deal", "change", """{"title":"b"}""", metaId: "null"));

        Assert.NotEqual(Assert.Single(first.Events).Id, Assert.Single(second.Events).Id);
        Assert.Equal(Assert.Single(second.Events).Id, Assert.Single(again.Events).Id);
        Assert.StartsWith("deal:7:change:1774170370000:", second.Events[0].Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"id":{"value":7}}""")]
    [InlineData("""{"title":"\ud800"}""")]
    [InlineData("""{"value":1e999}""")]
    [InlineData("""{"value":"12"}""")]
    [InlineData("""{"value":99999999999999999999}""")]
    [InlineData("""{"currency":"Euro"}""")]
    [InlineData("""{"expected_close_date":"2026-02-30"}""")]
    [InlineData("""{"status":"paused"}""")]
    [InlineData("""{"stage_id":-2}""")]
    [InlineData("""{"owner_id":true}""")]
    [InlineData("""{"update_time":"2027-01-01T00:00:00Z"}""")]
    public void Hostile_Deals_Are_Set_Aside_And_Never_Thrown(string data)
    {
        var translation = Translate(Pd.Webhook("deal", "change", data, entityId: data.StartsWith("""{"id""", StringComparison.Ordinal) ? "null" : "7"));

        Assert.Single(translation.Unreadable);
        Assert.Empty(translation.Events);
    }

    private static Translation Translate(string body) => Some.Pipedrive().Translate(Some.Delivery(body));

    private static string Written(Translation translation)
    {
        var text = new StringBuilder();
        foreach (var fact in translation.Events)
        {
            text.Append(CanonicalEventJson.Write(fact)).Append('\n');
        }

        foreach (var unreadable in translation.Unreadable)
        {
            text.Append("unreadable: ").Append(unreadable.Reason).Append('\n');
        }

        return text.Append("ignored: ").Append(translation.Ignored).Append('\n').ToString();
    }
}
