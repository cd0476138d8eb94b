using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Any sender of our own events as CloudEvents, one a request in structured mode, that proves itself with a bearer token.</summary>
internal static class CloudEventsDialect
{
    public static Dialect Create() => new()
    {
        Kind = "CloudEvents",
        DealId = id => id,
        OwnerId = id => id,
        TellsWhoCalledOff = true,
        TellsRequests = true,
        TellsBuyingRoles = true,
        TellsQualification = true,
        TellsCustomerAction = true,
        CreateSecret = () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
        Tell = (story, source) => story.Facts.Select(fact => new ToldAt(fact.Event.OccurredAt, Request(fact, source))),
        Sign = Sign,
    };

    private static FeedRequest Request(StoryFact fact, string source)
    {
        // What the envelope says of the event, its data need not say again.
        var data = CanonicalJson.Of(fact);
        var type = (string)data["type"]!;
        data.Remove("type");
        data.Remove("id");
        data.Remove("occurredAt");
        var envelope = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = fact.Event.Id,
            ["source"] = "https://crm.example/sales",
            ["type"] = type,
            ["time"] = fact.Event.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["datacontenttype"] = "application/json",
            ["data"] = data,
        };
        return new(source, fact.Event.Id, Encoding.UTF8.GetBytes(envelope.ToJsonString())) { ContentType = "application/cloudevents+json; charset=utf-8" };
    }

    private static HttpRequestMessage Sign(FeedRequest request, Uri address, string secret, DateTimeOffset now)
    {
        var message = request.PostTo(address);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return message;
    }
}
