using System.Text.Json;
using SalesSignals.Cli.Demo;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.StandIns;
using SalesSignals.Webhooks;

namespace SalesSignals.Reliability.Support;

/// <summary>What must come of a feed of webhooks, computed without queues, tables or processes.</summary>
internal static class Model
{
    /// <summary>The snapshot of every deal that goes on, as text, by its key.</summary>
    public static SortedDictionary<string, string> Of(IEnumerable<FeedRequest> requests, DateTimeOffset receivedAt)
    {
        var sources = AppRig.Sources.Select(source => new Listener(source).Source).ToList();
        var deals = requests
            .SelectMany(request => sources.Single(source => source.Name == request.Source)
                .Translate(new Delivery("model", request.Source, receivedAt, new Dictionary<string, string> { ["webhook-id"] = request.Id }, request.Body))
                .Events.Select(happened => (Key: new DealKey(request.Source, happened.DealId), Event: happened)))
            .GroupBy(told => told.Key, told => told.Event)
            .ToDictionary(deal => deal.Key, deal => deal.Aggregate(DealSnapshot.Empty(deal.Key), DealMerge.Apply));

        foreach (var alias in deals.Values.Where(deal => deal.IsAlias).ToList())
        {
            var into = alias.Key with { Id = alias.MergedInto.Value! };
            deals[into] = DealMerge.Merge(deals.GetValueOrDefault(into) ?? DealSnapshot.Empty(into), DealMerge.Bequest(alias));
        }

        return Texts(deals.Values);
    }

    /// <summary>The same of what is stored.</summary>
    public static async Task<SortedDictionary<string, string>> ReadAsync(AppRig rig, IEnumerable<string> deals)
    {
        var store = new DealStore(rig.Tables.Deals);
        var snapshots = new List<DealSnapshot>();
        foreach (var key in deals)
        {
            if (await store.ReadAsync(DealKey.Parse(key), CancellationToken.None) is { } deal)
            {
                snapshots.Add(deal.Snapshot);
            }
        }

        return Texts(snapshots);
    }

    // What an alias's own row holds depends on when it became one; the deal that goes on must not.
    private static SortedDictionary<string, string> Texts(IEnumerable<DealSnapshot> deals) => new(
        deals.Where(deal => !deal.IsAlias).ToDictionary(deal => deal.Key.ToString(), deal => JsonSerializer.Serialize(deal, DealJson.Default.DealSnapshot)),
        StringComparer.Ordinal);
}
