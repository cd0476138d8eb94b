using System.Globalization;
using System.Text;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.Cli.Demo;

/// <summary>The stories as CRMs would tell them: in order of time but for some jumble, about one webhook in twenty told twice.</summary>
internal static class WebhookFeed
{
    private const int Window = 60;
    private const double Repeated = 0.05;

    public static IReadOnlyList<FeedRequest> Create(Organisation organisation, int seed = 1)
    {
        var random = new DemoRandom(seed);
        return [.. organisation.Dialects.SelectMany(dialect => Bundled(dialect, AsSent(dialect, organisation, random), random))];
    }

    private static List<FeedRequest> AsSent(Dialect dialect, Organisation organisation, DemoRandom random)
    {
        var sent = organisation.Deals
            .Where(deal => deal.Key.Source == dialect.Source)
            .SelectMany(deal => dialect.Tell(deal, dialect.Source))
            .OrderBy(told => told.At)
            .Select(told => told.Request with { HappenedAt = told.At })
            .SelectMany(request => random.Chance(Repeated) ? new[] { request, dialect.Again(request) } : [request])
            .ToList();
        random.Jumble(sent, Window);
        return sent;
    }

    private static List<FeedRequest> Bundled(Dialect dialect, List<FeedRequest> sent, DemoRandom random)
    {
        if (dialect.MostAtOnce == 1)
        {
            return sent;
        }

        var requests = new List<FeedRequest>();
        for (int from = 0, number = 1; from < sent.Count; number++)
        {
            var count = Math.Min(sent.Count - from, random.Next((dialect.MostAtOnce + 1) / 2, dialect.MostAtOnce + 1));
            var some = sent.GetRange(from, count);
            var body = $"[{string.Join(',', some.Select(request => Encoding.UTF8.GetString(request.Body)))}]";
            requests.Add(new(dialect.Source, string.Create(CultureInfo.InvariantCulture, $"msg_{dialect.Source}_{number}"), Encoding.UTF8.GetBytes(body))
            {
                HappenedAt = some.Max(request => request.HappenedAt),
            });
            from += count;
        }

        return requests;
    }
}
