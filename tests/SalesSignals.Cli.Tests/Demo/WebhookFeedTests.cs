using System.Text.Json.Nodes;
using SalesSignals.Calendars;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Crm;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Webhooks;

namespace SalesSignals.Cli.Tests.Demo;

public sealed class WebhookFeedTests
{
    private const string HubSpotSecret = "not-a-real-secret";
    private const string CrmSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly Uri Address = new("http://127.0.0.1:5000");
    private static readonly Organisation Team = Organisation.Create(CliRig.Monday, deals: 150);
    private static readonly IReadOnlyList<FeedRequest> Feed = WebhookFeed.Create(Team);

    private static readonly Dictionary<string, CrmSource> Sources = new()
    {
        ["hubspot"] = CrmSources.Create("hubspot", new() { Kind = "HubSpot", Secrets = { HubSpotSecret } }),
        ["crm"] = CrmSources.Create("crm", new() { Kind = "StandardWebhooks", Secrets = { CrmSecret } }),
    };

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
    public async Task Every_Request_Is_Signed_So_That_The_Real_Receiver_Accepts_It()
    {
        using var http = new HttpClient();
        var poster = new WebhookPoster(http, Address, HubSpotSecret, CrmSecret, new DemoClock(CliRig.Monday));
        foreach (var request in Feed)
        {
            using var message = poster.Sign(request);
            var headers = message.Headers.ToDictionary(header => header.Key, IReadOnlyList<string> (header) => [.. header.Value], StringComparer.OrdinalIgnoreCase);
            var received = new WebhookRequest("POST", [message.RequestUri!.ToString()], headers, await message.Content!.ReadAsByteArrayAsync());
            var source = Sources[request.Source].Webhook;

            Assert.Equal(WebhookVerdict.Accepted, source.Verify(received, CliRig.Monday));
            Assert.NotEqual(WebhookVerdict.Accepted, source.Verify(received with { Body = new byte[] { 1 } }, CliRig.Monday));
        }
    }

    [Fact]
    public void Told_Out_Of_Order_And_Twice_The_Stories_End_With_The_Signals_They_Are_Meant_To_Have()
    {
        var deals = new Dictionary<DealKey, DealSnapshot>();
        foreach (var request in Feed)
        {
            var told = Sources[request.Source].Translate(new Delivery(request.Id, request.Source, CliRig.Monday, new Dictionary<string, string>(), request.Body));
            Assert.Empty(told.Unreadable);
            Assert.Equal(0, told.Ignored);
            foreach (var happened in told.Events)
            {
                var key = new DealKey(request.Source, DealIdOf(happened));
                deals[key] = DealMerge.Apply(deals.GetValueOrDefault(key) ?? DealSnapshot.Empty(key), happened);
            }
        }

        Assert.All(Team.Deals.Where(deal => deal.Plot is not Plot.Merged), deal =>
            Assert.Equal((deal.Key, string.Join(' ', deal.Expected)), (deal.Key, string.Join(' ', Found(deal, deals[deal.Key])))));
        Assert.All(Team.Deals.Where(deal => deal.Plot is Plot.Merged), deal =>
            Assert.Equal(2, deals.Values.Count(other => other.MergedInto.Value == deal.Key.Id)));
    }

    private static IEnumerable<string> Found(DealStory deal, DealSnapshot snapshot)
    {
        var view = DealView.Of(snapshot, new StageMap(SalesSettings.Default), CliRig.Monday);
        var calendars = new WorkCalendars(new(), DateOnly.FromDateTime(CliRig.Monday.UtcDateTime));
        var context = new RuleContext(view, calendars.In(deal.Owner.TimeZone), new(), Sources[deal.Key.Source].TellsActivities);
        return SignalRules.Detect(context).Signals.Select(signal => signal.Kind).Order(StringComparer.Ordinal);
    }

    private static string DealIdOf(CanonicalEvent happened) => happened switch
    {
        CanonicalEvent.DealChanged e => e.DealId,
        CanonicalEvent.DealDeleted e => e.DealId,
        CanonicalEvent.DealMerged e => e.DealId,
        CanonicalEvent.ActivityLogged e => e.DealId,
        CanonicalEvent.ContactAssociated e => e.DealId,
        _ => throw new InvalidOperationException($"The feed does not tell {happened.GetType().Name}."),
    };

    private static List<JsonNode> Events(string source) =>
        [.. Feed.Where(request => request.Source == source).SelectMany(request => JsonNode.Parse(request.Body)!.AsArray()).OfType<JsonNode>()];
}
