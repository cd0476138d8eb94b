using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests;

/// <summary>Whatever a body holds, translation answers: each event is read, ignored or set aside, and none is lost.</summary>
public class TranslationFuzzTests
{
    private const int Rounds = 2_500;
    private const int Seed = 4711;

    private const string Canonical = """
        [{"type":"deal.changed","id":"e1","occurredAt":"2026-11-20T09:30:00Z","deal":{"id":"42","name":"Acme","amount":12.5,"closeDate":"2026-12-15",
        "url":"https://crm.example/1","status":"open","qualification":{"budget":true}}},{"type":"activity.logged","id":"e2","occurredAt":
        "2026-11-20T09:30:00+01:00","activity":{"id":"m","dealId":"42","kind":"note","contactIds":["c1"],"text":"Next step: call on 3 March"}},
        {"type":"contact.associated","id":"e3","timestamp":"2026-11-20T09:30:00Z","data":{"contact":{"id":"c","dealId":"42","name":"P","email":"p@x"}}}]
        """;

    private const string CloudEvent = """
        [{"specversion":"1.0","id":"e1","source":"/crm","type":"deal.changed","time":"2026-11-20T09:30:00Z","subject":"x","datacontenttype":"application/json",
        "data":{"deal":{"id":"42","name":"Acme","amount":12.5,"stage":"proposal"}}},{"specversion":"1.0","id":"e2","source":"/crm","type":"deal.deleted",
        "time":"2026-11-20T09:30:00Z","data_base64":"eyJkZWFsIjp7ImlkIjoiNDIifX0="}]
        """;

    /// <summary>What breaks readers: half a pair, huge and tiny numbers, other types, control characters, dates at the ends of time.</summary>
    private static readonly string[] Splinters =
    [
        "null", "true", "-1", "1e999", "1E-999", "99999999999999999999", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "{}", "[]", "[[]]", "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59-14:00\"", "\"2026-02-30\"", "{\"a\":{\"id\":null}}", ",", "}", "]", "\"",
    ];

    [Theory]
    [InlineData("hubspot/03_deal_amount_closedate_owner_pipeline_batch.json")]
    [InlineData("hubspot/05_deal_merge_new_object.json")]
    [InlineData("hubspot/07_deal_contact_association_removed.json")]
    public void Broken_HubSpot_Bodies_Are_Answered(string file) => AssertAnswered(Some.HubSpot(), Encoding.UTF8.GetString(Samples.Read(file)));

    [Theory]
    [InlineData("salesforce/06_task_and_unicode_entities.xml")]
    [InlineData("salesforce/08_opportunity_contact_role.xml")]
    [InlineData("salesforce/10_out_of_order_lastmodified.xml")]
    public void Broken_Salesforce_Bodies_Are_Answered(string file) =>
        AssertAnswered(Some.Salesforce(), Encoding.UTF8.GetString(Samples.Read(file)), '>', ['<']);

    [Theory]
    [InlineData("pipedrive/02_change_deal_stage.json")]
    [InlineData("pipedrive/04_change_deal_won.json")]
    [InlineData("pipedrive/08_create_activity_meeting.json")]
    [InlineData("pipedrive/09_change_activity_call_done.json")]
    public void Broken_Pipedrive_Bodies_Are_Answered(string file) => AssertAnswered(Some.Pipedrive(), Encoding.UTF8.GetString(Samples.Read(file)));

    [Fact]
    public void Broken_Canonical_Bodies_Are_Answered() => AssertAnswered(Some.StandardWebhooks(), Canonical);

    [Theory]
    [InlineData("close/01_opportunity_won_updated.json")]
    [InlineData("close/02_opportunity_created.json")]
    [InlineData("close/03_opportunity_deleted_no_data.json")]
    public void Broken_Close_Bodies_Are_Answered(string file) => AssertAnswered(Some.Close(), Encoding.UTF8.GetString(Samples.Read(file)));

    [Fact]
    public void Broken_CloudEvents_Are_Answered() => AssertAnswered(Some.CloudEvents(), CloudEvent, ("content-type", "application/cloudevents+json"));

    private static void AssertAnswered(CrmSource source, string body, params (string Name, string Value)[] headers) =>
        AssertAnswered(source, body, ':', [',', '}'], headers);

    /// <param name="opening">What stands before a value.</param>
    /// <param name="closing">What may stand behind one.</param>
    private static void AssertAnswered(
        CrmSource source, string body, char opening, char[] closing, params (string Name, string Value)[] headers)
    {
        var random = new Random(Seed);
        var read = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var translation = source.Translate(Some.Delivery(Broken(body, random, opening, closing), [("webhook-id", "msg_1"), .. headers]));

            read += translation.Events.Count;
            Assert.True(translation.Events.Count + translation.Ignored + translation.Unreadable.Count > 0, $"Round {i} of seed {Seed} lost all its events.");
            Assert.All(translation.Events, fact => CanonicalEventJson.Read(CanonicalEventJson.Write(fact)));
        }

        // Else the breaking was so thorough that nothing was put to the test.
        Assert.InRange(read, Rounds / 10, int.MaxValue);
    }

    /// <summary>Puts a splinter in the place of a value, or of a few bytes anywhere.</summary>
    private static byte[] Broken(string body, Random random, char opening, char[] closing)
    {
        var from = random.Next(body.Length);
        var value = body.IndexOf(opening, from) + 1;
        var end = value > 0 ? body.IndexOfAny(closing, value) : -1;
        var splinter = Splinters[random.Next(Splinters.Length)];
        return Encoding.UTF8.GetBytes(random.Next(4) > 0 && end > 0
            ? body[..value] + splinter + body[end..]
            : body[..from] + splinter + body[Math.Min(body.Length, from + random.Next(4))..]);
    }
}
