using System.Text.Json;
using SalesSignals.Cli.Demo;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.StandIns;
using SalesSignals.Storage;
using SalesSignals.Webhooks;

namespace SalesSignals.Reliability.Support;

/// <summary>The events that a webhook tells.</summary>
/// <param name="Readable">Those that can be read, as <see cref="Model.EventOf"/> knows them, each as often as it is told.</param>
/// <param name="Unreadable">How many cannot.</param>
internal sealed record FeedTold(IReadOnlyList<string> Readable, int Unreadable)
{
    public int Count => Readable.Count + Unreadable;
}

/// <summary>What must come of a feed of webhooks, computed without queues, tables or processes.</summary>
internal static class Model
{
    private static readonly List<CrmSource> Sources = [.. AppRig.Sources.Select(source => new Listener(source).Source)];

    /// <summary>The snapshot of every deal that goes on, as text, by its key.</summary>
    public static SortedDictionary<string, string> Of(IEnumerable<FeedRequest> requests, DateTimeOffset receivedAt)
    {
        var deals = requests
            .SelectMany(request => Translate(request, receivedAt).Events.Select(happened => (Key: new DealKey(request.Source, happened.DealId), Event: happened)))
            .GroupBy(told => told.Key, told => told.Event)
            .ToDictionary(deal => deal.Key, deal => deal.Aggregate(DealSnapshot.Empty(deal.Key), DealMerge.Apply));

        foreach (var alias in deals.Values.Where(deal => deal.IsAlias).ToList())
        {
            var into = alias.Key with { Id = alias.MergedInto.Value! };
            deals[into] = DealMerge.Merge(deals.GetValueOrDefault(into) ?? DealSnapshot.Empty(into), DealMerge.Bequest(alias));
        }

        return Texts(deals.Values);
    }

    /// <summary>The events of one webhook.</summary>
    public static FeedTold Told(FeedRequest request, DateTimeOffset receivedAt)
    {
        var translation = Translate(request, receivedAt);
        return new(
            [.. translation.Events.Select(happened => EventOf(EventRow.Write(new DealKey(request.Source, happened.DealId), happened)))],
            translation.Unreadable.Count);
    }

    /// <summary>
    /// The event of a row, whatever deal the row is of: one that is told before its deal is merged into another, and again after that, stands
    /// in the histories of both.
    /// </summary>
    public static string EventOf(TableRow row) => row.RowKey.Split('|', 3)[2];

    /// <summary>The same as <see cref="Of"/> of what is stored.</summary>
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

    private static Translation Translate(FeedRequest request, DateTimeOffset receivedAt) => Sources
        .Single(source => source.Name == request.Source)
        .Translate(new Delivery("model", request.Source, receivedAt, new Dictionary<string, string> { ["webhook-id"] = request.Id }, request.Body));

    // What an alias's own row holds depends on when it became one; the deal that goes on must not.
    private static SortedDictionary<string, string> Texts(IEnumerable<DealSnapshot> deals) => new(
        deals.Where(deal => !deal.IsAlias).ToDictionary(deal => deal.Key.ToString(), deal => JsonSerializer.Serialize(deal, DealJson.Default.DealSnapshot)),
        StringComparer.Ordinal);
}
