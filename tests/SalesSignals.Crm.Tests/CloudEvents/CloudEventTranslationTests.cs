using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.CloudEvents;

public class CloudEventTranslationTests
{
    private const string Deal = """ "deal":{"id":"42","stage":"proposal"} """;

    private static readonly (string, string) Structured = ("content-type", "application/cloudevents+json; charset=utf-8");
    private static readonly (string, string) Batch = ("content-type", "application/cloudevents-batch+json");

    [Fact]
    public void The_Structured_Sample_Becomes_What_Is_Written_Beside_It()
    {
        var translation = Some.CloudEvents().Translate(Some.Delivery(Samples.Read("cloudevents/01_structured.json"), Structured));

        Assert.Equal(Encoding.UTF8.GetString(Samples.Read("cloudevents/01_structured.expected.txt")), Written.Of(translation));
    }

    [Fact]
    public void The_Binary_Sample_Is_Of_Another_Format_And_Says_So()
    {
        var sample = Samples.Json("cloudevents/03_binary_mode_headers_and_body.json");

        var translation = Some.CloudEvents().Translate(Some.Delivery(
            sample.Text("body"), [.. sample.GetProperty("headers").EnumerateObject().Select(header => (header.Name, header.Value.GetString()!))]));

        Assert.StartsWith("type must be one of ", Assert.Single(translation.Unreadable).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Attributes_Fill_In_What_The_Data_Do_Not_Say()
    {
        var silent = Read(Event($$"""{ {{Deal}} }"""), Structured);
        var explicitly = Read(Event($$"""{"type":"deal.deleted","id":"evt_9","occurredAt":"2026-11-19T08:00:00Z",{{Deal}}}"""), Structured);

        var changed = Assert.IsType<CanonicalEvent.DealChanged>(silent);
        Assert.Equal(("ce_1", "42", "proposal", 9), (changed.Id, changed.DealId, changed.Deal.Stage.Value, changed.OccurredAt.Hour));
        Assert.Equal(("evt_9", 8), (Assert.IsType<CanonicalEvent.DealDeleted>(explicitly).Id, explicitly.OccurredAt.Hour));
    }

    [Fact]
    public void Binary_And_Structured_Say_The_Same()
    {
        (string, string)[] headers = [("content-type", "application/json"), ("ce-id", "ce_1"), ("ce-type", "deal.changed"), ("ce-time", "2026-11-20T09:30:00Z")];

        Assert.Equal(Read(Event($$"""{ {{Deal}} }"""), Structured), Read($$"""{ {{Deal}} }""", headers));
    }

    [Fact]
    public void Data_May_Be_Base64()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{ {{Deal}} }"""));

        Assert.Equal(Read(Event($$"""{ {{Deal}} }"""), Structured), Read(Event($"\"{data}\"", "data_base64"), Structured));
    }

    [Fact]
    public void In_A_Batch_One_Broken_Event_Is_Set_Aside_Alone_And_Can_Be_Tried_Again()
    {
        var translation = Some.CloudEvents().Translate(Some.Delivery(
            $$"""[{{Event($$"""{ {{Deal}} }""")}},{"specversion":"1.0"},{{Event($$"""{ {{Deal}} }""")}}]""", Batch));

        var broken = Assert.Single(translation.Unreadable);
        Assert.Equal(2, translation.Events.Count);
        Assert.Equal("""[{"specversion":"1.0"}]""", Encoding.UTF8.GetString(broken.Body.Span));
        Assert.Equal(broken.Reason, Assert.Single(Some.CloudEvents().Translate(Some.Delivery(broken.Body, Batch)).Unreadable).Reason);
        Assert.Empty(Some.CloudEvents().Translate(Some.Delivery("[]", Batch)).Unreadable);
    }

    [Fact]
    public void The_Id_Of_One_Binary_Event_Is_None_For_Several()
    {
        var translation = Some.CloudEvents().Translate(Some.Delivery(
            $$"""[{ {{Deal}} },{ {{Deal}} }]""", ("content-type", "application/json"), ("ce-id", "ce_1"), ("ce-type", "deal.changed"), ("ce-time", "2026-11-20T09:30:00Z")));

        Assert.Equal(2, translation.Unreadable.Count);
    }

    [Fact]
    public void Shuffled_And_Repeated_Deliveries_End_In_The_Same_Deal()
    {
        string[] history =
        [
            .. new[] { "qualified", "proposal", "proposal", "commit" }.Select((stage, hour) =>
                Event($$$"""{"occurredAt":"2026-11-19T1{{{hour}}}:00:00Z","deal":{"id":"42","stage":"{{{stage}}}","amount":{{{hour}}}}}""")),
            Event("""{"type":"contact.associated","contact":{"id":"c1","dealId":"42"}}"""),
            Event("""{"type":"activity.logged","activity":{"id":"m1","dealId":"42","kind":"meeting","status":"held"}}"""),
        ];

        DealHistory.AssertOrderDoesNotMatter(Some.CloudEvents(), "42", history, Structured);
    }

    [Theory]
    [InlineData("""{"id":"1","source":"/","type":"t","data":{}}""", "specversion must be a string; it is missing or null.")]
    [InlineData("""{"specversion":"0.3","id":"1","source":"/","type":"t","data":{}}""", "specversion must be 1.0.")]
    [InlineData("""{"specversion":"1.0","id":"","source":"/","type":"t","data":{}}""", "id must be a string; it is missing or null.")]
    [InlineData("""{"specversion":"1.0","id":"1","type":"t","data":{}}""", "source must be a string; it is missing or null.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","data":{}}""", "type must be a string; it is missing or null.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","type":"deal.changed"}""", "data must be an object: an event of our own format.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","type":"deal.changed","data":"text"}""", "data must be an object: an event of our own format.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","type":"deal.changed","data":{},"data_base64":"e30="}""", "data and data_base64 must not both be given.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","type":"deal.changed","data_base64":"!"}""", "data_base64 must be base64.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","type":"deal.changed","data_base64":"ew=="}""", "data_base64 is not JSON: The body is not well-formed JSON of at most 32 levels (line 1, byte 2).")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","type":"deal.changed","time":"noon","data":{}}""", "time must be an RFC 3339 time with offset, such as 2026-11-20T09:30:00Z.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","type":"deal.changed","data":{"deal":{"id":"1"}}}""", "occurredAt must be a time; it is missing or null.")]
    [InlineData("""5""", "The body must be a JSON object or array.")]
    public void What_Is_No_Such_Event_Is_Set_Aside_With_Its_Reason(string body, string reason)
    {
        var translation = Some.CloudEvents().Translate(Some.Delivery(body, Structured));

        Assert.Empty(translation.Events);
        Assert.Equal(reason, Assert.Single(translation.Unreadable).Reason);
    }

    [Fact]
    public void What_Binary_Events_Need_Is_Kept() =>
        Assert.Equal(["ce-id", "ce-time", "ce-type", "content-type"], Some.CloudEvents().Webhook.KeptHeaders.Order());

    private static string Event(string data, string member = "data") => $$"""
        {"specversion":"1.0","id":"ce_1","source":"/crm","type":"deal.changed","time":"2026-11-20T09:30:00Z","traceparent":null,"{{(member == "data" ? "data_base64" : "data")}}":null,"{{member}}":{{data}}}
        """;

    private static CanonicalEvent Read(string body, params (string, string)[] headers) =>
        Assert.Single(Some.CloudEvents().Translate(Some.Delivery(body, headers)).Events);
}
