using Azure.Storage.Queues;
using SalesSignals.Benchmarks.Load;
using SalesSignals.Benchmarks.Measuring;
using SalesSignals.Cli.Azurite;

namespace SalesSignals.Benchmarks.Receive;

/// <summary>What the app adds to the storing of a webhook. Both sides put the very same text on a queue of the same emulator.</summary>
internal static class WebhookToQueue
{
    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Effort effort)
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var settings = new Dictionary<string, string>(SignedWebhook.Settings) { ["AzureWebJobsStorage"] = azurite.ConnectionString };
        var (deliveries, compared) = (Queue("deliveries"), Queue(BareServer.QueueName));
        await compared.CreateIfNotExistsAsync();
        await using var app = await ServerProcess.StartAsync(AppServer.OnStorage, settings);
        await LoadGenerator.RunAsync(app.EndPoint, SignedWebhook.Request(), effort.WarmUp);

        var message = Path.GetTempFileName();
        await File.WriteAllTextAsync(message, (await deliveries.PeekMessageAsync()).Value.Body.ToString());
        await using var bare = await ServerProcess.StartAsync(BareServer.Queueing, settings, message);
        await LoadGenerator.RunAsync(bare.EndPoint, SignedWebhook.Request(), effort.WarmUp);
        File.Delete(message);

        var rounds = await Interleaved<LoadRound>.RunAsync(effort.Rounds, () => RoundAsync(app, deliveries), () => RoundAsync(bare, compared));

        var (ours, theirs) = (Median.Of(rounds.Ours.Select(round => round.PerSecond)), Median.Of(rounds.Bare.Select(round => round.PerSecond)));
        return
        [
            Finding.AtLeast(
                "throughput against a bare endpoint that queues the same bytes", 0.85, rounds.Ratio(round => round.PerSecond),
                beside: $"{rounds.Spread(round => round.PerSecond)}; {Finding.Number(ours)} and {Finding.Number(theirs)} a second"),
            Finding.Told("webhooks sent away because the emulator took longer than four seconds", $"{rounds.Ours.Sum(round => round.Refused)} of {rounds.Ours.Sum(round => round.Ticks.Count):N0}"),
            Finding.Told(
                "p99",
                $"{Finding.Number(Median.Of(rounds.Ours.Select(round => round.P99)))} ms (bare: {Finding.Number(Median.Of(rounds.Bare.Select(round => round.P99)))} ms)"),
        ];

        static async Task<int> CountAsync(QueueClient queue) => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;

        QueueClient Queue(string name) => new(azurite.ConnectionString, name, new() { MessageEncoding = QueueMessageEncoding.None });

        // Every yes promised a stored message: they are counted. One that could not be stored in time may be there all the same. The queue is not
        // emptied in between: on the emulator that takes minutes.
        async Task<LoadRound> RoundAsync(ServerProcess server, QueueClient queue)
        {
            var before = await CountAsync(queue);
            var round = await LoadGenerator.RunAsync(server.EndPoint, SignedWebhook.Request(), effort.RoundTime);
            var stored = await CountAsync(queue) - before;
            return stored >= round.Ticks.Count
                ? round
                : throw new InvalidOperationException($"{round.Ticks.Count} webhooks were acknowledged, and {stored} are on the queue.");
        }
    }
}
