using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using SalesSignals.Crm.HubSpot;
using SalesSignals.Crm.StandardWebhooks;

namespace SalesSignals.Cli.Demo;

/// <summary>Signs and posts webhooks, several at a time, and tries again when the app asks for it or is not there.</summary>
/// <param name="time">The clock that signatures are checked by: the app's.</param>
internal sealed class WebhookPoster(HttpClient http, Uri publicBase, string hubSpotSecret, string crmSecret, TimeProvider time)
{
    private const int AtOnce = 4;
    private const int Tries = 30;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <returns>How many were accepted: all, or there is an exception.</returns>
    public async Task<int> PostAsync(IReadOnlyList<FeedRequest> requests, Action<int> accepted, CancellationToken cancellationToken)
    {
        var count = 0;
        await Parallel.ForEachAsync(
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (request, token) =>
            {
                await PostAsync(request, token);
                accepted(Interlocked.Increment(ref count));
            });
        return count;
    }

    private async Task PostAsync(FeedRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await TryPostAsync(request, isLast: attempt == Tries, cancellationToken) is not { } pause)
            {
                return;
            }

            await Task.Delay(pause, cancellationToken);
        }
    }

    /// <returns>Null where it was accepted; else how long to wait before the next try.</returns>
    private async Task<TimeSpan?> TryPostAsync(FeedRequest request, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            using var message = Sign(request);
            using var response = await http.SendAsync(message, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return null;
            }

            return response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests && !isLast
                ? Pause(response.Headers.RetryAfter)
                : throw new CliException($"The app answered a webhook of '{request.Source}' with {(int)response.StatusCode}; its log says why.");
        }
        catch (HttpRequestException e)
        {
            // Nobody there, or gone in the middle: a CRM would try again, and so do we.
            return isLast ? throw new CliException($"The app takes no webhooks: {e.Message}", e) : TimeSpan.FromSeconds(1);
        }
    }

    /// <summary>The request as the source's sender would make it, signed now.</summary>
    internal HttpRequestMessage Sign(FeedRequest request)
    {
        var address = new Uri(publicBase, $"/api/webhooks/{request.Source}");
        var message = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(request.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        if (request.Source == Organisation.HubSpotSource)
        {
            var timestamp = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            message.Headers.Add(HubSpotSignature.TimestampHeader, timestamp);
            message.Headers.Add(HubSpotSignature.V3Header, HubSpotSignature.SignV3(hubSpotSecret, "POST", address.ToString(), request.Body, timestamp));
        }
        else
        {
            var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            message.Headers.Add("webhook-id", request.Id);
            message.Headers.Add("webhook-timestamp", timestamp);
            message.Headers.Add("webhook-signature", StandardWebhookSignature.Sign(crmSecret, request.Id, timestamp, request.Body));
        }

        return message;
    }

    private TimeSpan Pause(RetryConditionHeaderValue? retryAfter)
    {
        var asked = retryAfter?.Delta ?? (retryAfter?.Date - time.GetUtcNow()) ?? TimeSpan.FromSeconds(1);
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked > LongestPause ? LongestPause : asked;
    }
}
