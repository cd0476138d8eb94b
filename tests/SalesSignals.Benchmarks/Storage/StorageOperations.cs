using SalesSignals.Benchmarks.Measuring;
using SalesSignals.Functions.Tests.Work;
using SalesSignals.Webhooks;

namespace SalesSignals.Benchmarks.Storage;

/// <summary>What <c>StorageOperationTests</c> hold in every run of the tests, as numbers.</summary>
internal static class StorageOperations
{
    /// <summary>The trigger's own get and delete.</summary>
    public const int TriggersOwn = 2;

    public const int BatchEvents = 100;

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Effort effort)
    {
        var alone = await CountAsync(SampleEvents.Event(0, deal: 1), SampleEvents.Event(20, deal: 1));
        var batch = await CountAsync(SampleEvents.Batch(BatchEvents, deals: 20));
        return
        [
            Finding.AtMost("queue operations of an event alone, beside the trigger's own", 2, alone.Queue - TriggersOwn),
            Finding.AtMost("table operations of an event alone", 3, alone.Table),
            Finding.AtMost("queue operations an event, 100 on 20 deals in one delivery", 0.1, (batch.Queue - TriggersOwn) / (double)BatchEvents),
            Finding.AtMost("table operations an event, 100 on 20 deals in one delivery", 0.6, batch.Table / (double)BatchEvents),
        ];
    }

    /// <summary>What the last of some deliveries costs, from the webhook to the board, the trigger's own included.</summary>
    public static async Task<StorageCount> CountAsync(params string[] bodies)
    {
        await using var app = await CountedApp.WarmAsync();
        foreach (var body in bodies)
        {
            app.Count.Reset();
            if (await app.ReceiveAsync(body) is not ReceiveResult.Stored || await app.RunAsync("ProcessDelivery") != 1)
            {
                throw new InvalidOperationException("A delivery was not taken and processed.");
            }
        }

        return app.Count;
    }
}
