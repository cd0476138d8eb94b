using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Crm.StandardWebhooks;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Any sender of our own events that signs by Standard Webhooks.</summary>
internal static class StandardWebhooksDialect
{
    public static Dialect Create() => new()
    {
        Kind = "StandardWebhooks",
        Source = "crm",
        DealId = id => id,
        OwnerId = id => id,
        TellsWhoCalledOff = true,
        TellsRequests = true,
        TellsBuyingRoles = true,
        TellsQualification = true,
        TellsCustomerAction = true,
        CreateSecret = () => $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
        Tell = (story, source) => story.Facts.Select(fact => new ToldAt(
            fact.Event.OccurredAt, new(source, $"msg_{fact.Event.Id}", Encoding.UTF8.GetBytes(CanonicalJson.Of(fact).ToJsonString())))),

        // Keeps a body well under the 20 kB that Standard Webhooks recommends.
        MostAtOnce = 25,
        Sign = Sign,
    };

    private static HttpRequestMessage Sign(FeedRequest request, Uri address, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var message = request.PostTo(address);
        message.Headers.Add("webhook-id", request.Id);
        message.Headers.Add("webhook-timestamp", timestamp);
        message.Headers.Add("webhook-signature", StandardWebhookSignature.Sign(secret, request.Id, timestamp, request.Body));
        return message;
    }
}
