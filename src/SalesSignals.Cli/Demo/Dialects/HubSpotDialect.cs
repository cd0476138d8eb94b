using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Crm.HubSpot;
using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>HubSpot: its webhooks tell deals, but of contacts and activities only their ids; the rest is its API's to tell.</summary>
internal static class HubSpotDialect
{
    /// <summary>Leaves room for the events of each deal.</summary>
    private const int EventIdsOfADeal = 1_000;

    /// <summary>HubSpot's own sales pipeline has nothing between contract and closed; this one was added.</summary>
    private const string CommitStage = "1090421775";

    private static readonly FrozenDictionary<string, string> Stages = new Dictionary<string, string>
    {
        ["qualified"] = "appointmentscheduled",
        ["discovery"] = "qualifiedtobuy",
        ["evaluation"] = "presentationscheduled",
        ["proposal"] = "decisionmakerboughtin",
        ["negotiation"] = "contractsent",
        ["commit"] = CommitStage,
        ["won"] = "closedwon",
        ["lost"] = "closedlost",
    }.ToFrozenDictionary();

    public static Dialect Create() => new()
    {
        Kind = "HubSpot",
        DealId = id => id,
        OwnerId = id => id,
        Pipelines = ImmutableSortedDictionary<string, PipelineSettings>.Empty.Add(
            "default", new() { Stages = ImmutableSortedDictionary<string, string>.Empty.Add(CommitStage, "commit") }),
        Untold = [ActivityKind.Deliverable],
        TellsNoShows = true,
        TellsRequests = true,
        TellsBuyingRoles = true,
        TellsMerges = true,
        CreateSecret = () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(18)),
        Tell = Tell,
        Again = request => request with { Body = Encoding.UTF8.GetBytes(HubSpotEvents.Again(JsonNode.Parse(request.Body)!.AsObject()).ToJsonString()) },
        MostAtOnce = 100,
        Options = ImmutableSortedDictionary<string, string>.Empty.Add("AllowedPortalIds__0", HubSpotEvents.Portal.ToString(CultureInfo.InvariantCulture)),
        StartApi = StartApiAsync,
        Sign = Sign,
    };

    private static async Task<ToldApi> StartApiAsync(IEnumerable<DealStory> stories, TimeProvider time)
    {
        var hubSpot = await HubSpotStandIn.CreateAsync();
        var facts = stories.SelectMany(story => story.Facts).Select(fact => (fact.Event.OccurredAt, (Action)(() => hubSpot.Happen(InOwnStages(fact)))));
        return new(hubSpot, HubSpotStandIn.Token, facts);
    }

    private static IEnumerable<ToldAt> Tell(DealStory story, string source)
    {
        var events = HubSpotEvents.Of([story with { Facts = [.. story.Facts.Select(InOwnStages)] }]);
        var offset = long.Parse(story.Key.Id, CultureInfo.InvariantCulture) * EventIdsOfADeal;
        foreach (var told in events)
        {
            var id = (long)told["eventId"]! + offset;
            told["eventId"] = id;
            yield return new(
                DateTimeOffset.FromUnixTimeMilliseconds((long)told["occurredAt"]!),
                new(source, id.ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(told.ToJsonString())));
        }
    }

    private static StoryFact InOwnStages(StoryFact fact) => fact.Event is CanonicalEvent.DealChanged { Deal: { Stage: { Value: { } stage } } deal } changed
        ? fact with { Event = changed with { Deal = deal with { Stage = Stages[stage] } } }
        : fact;

    private static HttpRequestMessage Sign(FeedRequest request, Uri address, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var message = request.PostTo(address);
        message.Headers.Add(HubSpotSignature.TimestampHeader, timestamp);
        message.Headers.Add(HubSpotSignature.V3Header, HubSpotSignature.SignV3(secret, "POST", address.ToString(), request.Body, timestamp));
        return message;
    }
}
