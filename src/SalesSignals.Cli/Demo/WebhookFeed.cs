using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SalesSignals.Cli.Demo;

/// <summary>The stories as CRMs would tell them: in order of time but for some jumble, about one event in twenty told twice.</summary>
internal static class WebhookFeed
{
    /// <summary>HubSpot sends up to this many events at once.</summary>
    public const int HubSpotBatch = 100;

    /// <summary>Keeps a body well under the 20 kB that Standard Webhooks recommends.</summary>
    public const int CrmBatch = 25;

    private const int Window = 60;
    private const double Repeated = 0.05;

    public static IReadOnlyList<FeedRequest> Create(Organisation organisation, int seed = 1)
    {
        var random = new DemoRandom(seed);
        var hubSpot = HubSpotEvents.Of(organisation.Deals.Where(deal => deal.Key.Source == Organisation.HubSpotSource));
        var crm = organisation.Deals
            .Where(deal => deal.Key.Source == Organisation.CrmSource)
            .SelectMany(deal => deal.Facts)
            .OrderBy(fact => fact.Event.OccurredAt)
            .Select(CanonicalJson.Of)
            .ToList();
        return
        [
            .. Requests(Organisation.HubSpotSource, AsSent(hubSpot, random, HubSpotEvents.Again), HubSpotBatch, random),
            .. Requests(Organisation.CrmSource, AsSent(crm, random, again => again), CrmBatch, random),
        ];
    }

    private static List<JsonObject> AsSent(List<JsonObject> events, DemoRandom random, Func<JsonObject, JsonObject> again)
    {
        var sent = events.SelectMany(told => random.Chance(Repeated) ? new[] { told, again(told) } : [told]).ToList();
        random.Jumble(sent, Window);
        return sent;
    }

    private static IEnumerable<FeedRequest> Requests(string source, List<JsonObject> events, int most, DemoRandom random)
    {
        for (int from = 0, number = 1; from < events.Count; number++)
        {
            var count = Math.Min(events.Count - from, random.Next((most + 1) / 2, most + 1));
            var body = $"[{string.Join(',', events.Skip(from).Take(count).Select(told => told.ToJsonString()))}]";
            yield return new(source, string.Create(CultureInfo.InvariantCulture, $"msg_{source}_{number}"), Encoding.UTF8.GetBytes(body));
            from += count;
        }
    }
}
