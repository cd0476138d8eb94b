using SalesSignals.Cli.Demo;

namespace SalesSignals.Reliability.Support;

/// <summary>An organisation's webhooks in bad weather: small, a tenth of them sent twice, and in no order within a window of some 500 events.</summary>
internal static class Storm
{
    private const int MostEvents = 8;
    private const int Window = 80;
    private const double Repeated = 0.1;

    public static IReadOnlyList<FeedRequest> Of(Organisation organisation, int seed)
    {
        var random = new DemoRandom(seed);
        var requests = WebhookFeed.Create(organisation with { Dialects = [.. organisation.Dialects.Select(dialect => dialect with { MostAtOnce = MostEvents })] }, seed)
            .SelectMany(request => random.Chance(Repeated) ? new[] { request, request } : [request])
            .ToList();
        random.Jumble(requests, Window);
        return requests;
    }
}
