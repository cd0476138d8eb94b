using SalesSignals.Benchmarks.Cost;
using SalesSignals.Benchmarks.Deals;
using SalesSignals.Benchmarks.Digests;
using SalesSignals.Benchmarks.Measuring;
using SalesSignals.Benchmarks.Receive;
using SalesSignals.Benchmarks.Scan;
using SalesSignals.Benchmarks.Start;
using SalesSignals.Benchmarks.Storage;

namespace SalesSignals.Benchmarks;

/// <summary>The benchmarks, in the order of docs/performance.md.</summary>
internal static class AllBenchmarks
{
    public static IReadOnlyList<Benchmark> InOrder { get; } =
    [
        new("webhooks", "from a webhook to the durable queue, against a bare endpoint that queues the same bytes", WebhookToQueue.MeasureAsync),
        new("app", "receiving without storage, against a bare endpoint that computes the HMAC", AppAlone.MeasureAsync),
        new("operations", "what an event costs in operations of queues and tables", StorageOperations.MeasureAsync),
        new("merge", "an event into a warm snapshot", Merge.MeasureAsync),
        new("rules", "all rules over one deal", Rules.MeasureAsync),
        new("scan", "reading a table, against fetching its pages and throwing the bytes away", TableScan.MeasureAsync),
        new("digest", "a morning digest over 10,000 deals", DigestOfManyDeals.MeasureAsync),
        new("start", "the published app's first webhook, against a bare published app's first answer", ColdStart.MeasureAsync),
        new("cost", "dollars a million events", CostOfEvents.MeasureAsync),
    ];
}
