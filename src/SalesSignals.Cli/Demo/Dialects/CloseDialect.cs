using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Crm.Close;
using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>
/// Close's webhooks: one event a request, with the whole object, signed with the key of the subscription. Its activities are a customer's, and
/// only its API tells of which deal.
/// </summary>
internal static class CloseDialect
{
    private const int KeyBytes = 32;

    public static Dialect Create() => new()
    {
        Kind = "Close",
        DealId = CloseIds.Opportunity,
        OwnerId = CloseIds.User,
        Pipelines = ImmutableSortedDictionary<string, PipelineSettings>.Empty.Add("*", new()
        {
            Stages = CloseIds.Stages.ToImmutableSortedDictionary(CloseIds.Status, stage => stage),
        }),
        Untold = [ActivityKind.Deliverable],
        TellsWhoCalledOff = true,
        TellsRequests = true,
        CreateSecret = () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)),
        Tell = (story, source) => CloseStory.Of(story).Select(told => Request(told, source)),
        StartApi = StartApiAsync,
        Sign = Sign,
    };

    private static async Task<ToldApi> StartApiAsync(IEnumerable<DealStory> stories, TimeProvider time)
    {
        var close = await CloseStandIn.CreateAsync(time.GetUtcNow);
        var log = stories.SelectMany(CloseStory.Of).Select(told => (told.At, (Action)(() => close.Happen(told.At, told.Event))));
        return new(close, close.Key, log);
    }

    private static ToldAt Request(CloseEntry told, string source)
    {
        var body = new JsonObject { ["event"] = told.Event, ["subscription_id"] = "whsub_SalesSignals" };
        return new(told.At, new(source, told.Event["id"]!.GetValue<string>(), Encoding.UTF8.GetBytes(body.ToJsonString())));
    }

    private static HttpRequestMessage Sign(FeedRequest request, Uri address, string secret, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var message = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(request.Body) { Headers = { ContentType = new MediaTypeHeaderValue(request.ContentType) } },
        };
        message.Headers.Add(CloseSignature.TimestampHeader, timestamp);
        message.Headers.Add(CloseSignature.HashHeader, CloseSignature.Sign(secret, timestamp, request.Body));
        return message;
    }
}
