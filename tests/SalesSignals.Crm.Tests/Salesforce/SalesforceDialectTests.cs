using System.Net.Http.Headers;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.Salesforce;

public class SalesforceDialectTests
{
    private static readonly Dialect Dialect = SalesforceDialect.Create();
    private static readonly Uri Address = new("https://signals.example.com/api/webhooks/sf");

    public static TheoryData<string> Numbers() => [.. Stories.All.Select(story => story.Key.Id)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_Story_Told_By_Webhooks_Means_What_It_Means_In_Any_Order_And_Twice(string number)
    {
        var story = Stories.All.Single(story => story.Key.Id == number);
        CanonicalEvent[][] deliveries = [.. Told(story).Select(Translate)];
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(SalesforceWords.Meaning(story, withNames: false), SalesforceWords.Meaning(Merged(story, deliveries.SelectMany(events => events))));
            CanonicalEvent[][] shuffled = [.. deliveries, .. deliveries];
            random.Shuffle(shuffled);
            Assert.Equal(SalesforceWords.Meaning(story, withNames: false), SalesforceWords.Meaning(Merged(story, shuffled.SelectMany(events => events))));
            random.Shuffle(deliveries);
        }
    }

    [Fact]
    public void Our_Own_Receiver_Takes_What_The_Dialect_Signs()
    {
        var (source, secret) = Configured();

        Assert.All(Stories.All.SelectMany(Told), told =>
        {
            using var message = Dialect.Sign(told, Address, secret, Stories.Now);
            var request = Request(message, told.Body);

            Assert.Equal(WebhookVerdict.Accepted, source.Webhook.Verify(request, Stories.Now));
            Assert.Null(source.Webhook.CheckHeaders!(request));
            Assert.Null(source.Webhook.CheckForm(request));
            using var forged = Dialect.Sign(told, Address, Dialect.CreateSecret(), Stories.Now);
            Assert.Equal(WebhookVerdict.SignatureMismatch, source.Webhook.Verify(Request(forged, told.Body), Stories.Now));
        });
    }

    [Fact]
    public void What_Messages_Cannot_Tell_Comes_As_Changes() => Assert.Equal(
        ["Event DELETE", "Opportunity DELETE", "Opportunity UPDATE"],
        Stories.All.SelectMany(Told).Where(told => told.ContentType == SalesforceMessages.CloudEvent)
            .Select(told => System.Text.Json.Nodes.JsonNode.Parse(told.Body)!["data"]!["payload"]!["ChangeEventHeader"]!)
            .Select(header => $"{header["entityName"]} {header["changeType"]}")
            .Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<FeedRequest> Told(DealStory story) => Dialect.Tell(story, "sf").Select(told => told.Request);

    private static CanonicalEvent[] Translate(FeedRequest told)
    {
        var translation = Configured().Source.Translate(Some.Delivery(told.Body));
        Assert.Empty(translation.Unreadable);
        return [.. translation.Events];
    }

    private static DealSnapshot Merged(DealStory story, IEnumerable<CanonicalEvent> events) => DealHistory.Deal(events, Dialect.DealId(story.Key.Id));

    private static (CrmSource Source, string Secret) Configured()
    {
        var secret = Dialect.CreateSecret();
        var options = new CrmSourceOptions { Kind = Dialect.Kind, Secrets = [secret], OrganizationIds = { Dialect.Options["OrganizationIds__0"] } };
        return (CrmSources.Create("sf", options), secret);
    }

    private static WebhookRequest Request(HttpRequestMessage message, byte[] body) => message.Headers.Concat<KeyValuePair<string, IEnumerable<string>>>(message.Content!.Headers)
        .Aggregate(Some.Request(body, message.RequestUri!.AbsoluteUri), (request, header) => request.With(header.Key, [.. header.Value]));
}
