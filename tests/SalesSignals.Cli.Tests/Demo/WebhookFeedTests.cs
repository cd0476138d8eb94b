using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.StandIns;

namespace SalesSignals.Cli.Tests.Demo;

public sealed class WebhookFeedTests
{
    private static readonly Organisation Team = Organisation.Create(CliRig.Monday, deals: 150);
    private static readonly IReadOnlyList<FeedRequest> Feed = WebhookFeed.Create(Team);

    [Fact]
    public void The_Same_Seed_Sends_The_Same_Bytes() =>
        Assert.Equal(Feed.Select(request => Convert.ToBase64String(request.Body)), WebhookFeed.Create(Team).Select(request => Convert.ToBase64String(request.Body)));

    [Fact]
    public void Batches_Are_As_Large_As_The_Senders_Make_Them_And_Some_Events_Come_Twice()
    {
        var hubSpot = Events("hubspot");
        var repeated = hubSpot.Count(told => (int)told["attemptNumber"]! == 1);

        Assert.All(Feed, request => Assert.InRange(JsonNode.Parse(request.Body)!.AsArray().Count, 1, request.Source == "hubspot" ? 100 : 25));
        Assert.All(Feed.Where(request => request.Source == "crm"), request => Assert.True(request.Body.Length < 20_000));
        Assert.InRange((double)repeated / hubSpot.Count, 0.03, 0.07);
        Assert.Equal(hubSpot.Count - repeated, hubSpot.Select(told => (long)told["eventId"]!).Distinct().Count());
        Assert.False(hubSpot.Select(told => (long)told["occurredAt"]!).SequenceEqual(hubSpot.Select(told => (long)told["occurredAt"]!).Order()));
    }

    [Fact]
    public async Task Signatures_Cover_The_Body()
    {
        foreach (var source in Team.Dialects.Select(DemoSource.Connect))
        {
            var request = await Listener.OverTheWireAsync(source, Feed.First(request => request.Source == source.Name), CliRig.Monday);
            var listener = new Listener(source);

            Assert.Null(listener.Refusal(request, CliRig.Monday));
            Assert.Equal("SignatureMismatch", listener.Refusal(request with { Body = "[{}]"u8.ToArray() }, CliRig.Monday));
        }
    }

    private static List<JsonNode> Events(string source) =>
        [.. Feed.Where(request => request.Source == source).SelectMany(request => JsonNode.Parse(request.Body)!.AsArray()).OfType<JsonNode>()];
}
