using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;

namespace SalesSignals.Cli.Demo;

/// <summary>Signs and posts webhooks, several at a time, and tries again when the app asks for it or is not there.</summary>
/// <param name="time">The clock that signatures are checked by: the app's.</param>
internal sealed class WebhookPoster(HttpClient http, Uri app, IEnumerable<DemoSource> sources, TimeProvider time)
{
    private const int AtOnce = 4;
    private const int Tries = 30;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly FrozenDictionary<string, DemoSource> _sources = sources.ToFrozenDictionary(source => source.Name);

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
        _sources[request.Source].TellUntil(request.HappenedAt);
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
            using var message = _sources[request.Source].Sign(request, app, time.GetUtcNow());
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

    private TimeSpan Pause(RetryConditionHeaderValue? retryAfter)
    {
        var asked = retryAfter?.Delta ?? (retryAfter?.Date - time.GetUtcNow()) ?? TimeSpan.FromSeconds(1);
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked > LongestPause ? LongestPause : asked;
    }
}
