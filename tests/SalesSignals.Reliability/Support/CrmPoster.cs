using System.Diagnostics;
using System.Net;
using SalesSignals.Cli.Demo;

namespace SalesSignals.Reliability.Support;

/// <summary>How the app answered a webhook.</summary>
/// <param name="Status">Null where the connection broke.</param>
internal sealed record WebhookAnswer(HttpStatusCode? Status, TimeSpan? RetryAfter, TimeSpan Took)
{
    public bool IsAccepted => (int?)Status is >= 200 and < 300;
}

/// <summary>Posts webhooks as CRMs do, and enters each try in the ledger.</summary>
internal sealed class CrmPoster(AppRig rig, Ledger ledger) : IDisposable
{
    private const int AtOnce = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Posts each until it is accepted.</summary>
    public Task PostAsync(IEnumerable<FeedRequest> requests, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        requests,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (request, token) =>
        {
            while (!(await TryAsync(request, token)).IsAccepted)
            {
                await Task.Delay(Pause, token);
            }
        });

    /// <summary>Posts it once.</summary>
    public async Task<WebhookAnswer> TryAsync(FeedRequest request, CancellationToken cancellationToken)
    {
        var told = Model.Told(request, rig.Clock.GetUtcNow());
        var watch = Stopwatch.StartNew();
        WebhookAnswer answer;
        try
        {
            using var message = AppRig.Sources.Single(source => source.Name == request.Source).Sign(request, rig.Address, rig.Clock.GetUtcNow());
            using var response = await _http.SendAsync(message, cancellationToken);
            answer = new(response.StatusCode, response.Headers.RetryAfter?.Delta, watch.Elapsed);
        }
        catch (HttpRequestException)
        {
            answer = new(null, null, watch.Elapsed);
        }

        Assert.True(answer.IsAccepted || answer.Status is null or HttpStatusCode.ServiceUnavailable, $"A good webhook was answered {answer.Status}.");
        ledger.Note(told, answer.Status is null ? null : answer.IsAccepted);
        return answer;
    }

    public void Dispose() => _http.Dispose();
}
