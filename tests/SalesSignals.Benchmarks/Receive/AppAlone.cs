using SalesSignals.Benchmarks.Load;
using SalesSignals.Benchmarks.Measuring;

namespace SalesSignals.Benchmarks.Receive;

/// <summary>What the app itself costs: all of receiving (limits, signature, form, compression, message), with storage that takes no time.</summary>
internal static class AppAlone
{
    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Effort effort)
    {
        await using var app = await ServerProcess.StartAsync(AppServer.InMemory, SignedWebhook.Settings);
        await using var bare = await ServerProcess.StartAsync(BareServer.Hashing);
        await LoadGenerator.RunAsync(app.EndPoint, SignedWebhook.Request(), effort.WarmUp);
        await LoadGenerator.RunAsync(bare.EndPoint, SignedWebhook.Request(), effort.WarmUp);

        var rounds = await Interleaved<LoadRound>.RunAsync(effort.Rounds, () => RoundAsync(app), () => RoundAsync(bare));

        var (ours, theirs) = (Median.Of(rounds.Ours.Select(round => round.PerSecond)), Median.Of(rounds.Bare.Select(round => round.PerSecond)));
        return
        [
            Finding.AtLeast(
                "throughput against a bare endpoint", 0.5, rounds.Ratio(round => round.PerSecond),
                beside: $"{rounds.Spread(round => round.PerSecond)}; {Finding.Number(ours)} and {Finding.Number(theirs)} a second"),
            Finding.AtMost(
                "p99", 10, Median.Of(rounds.Ours.Select(round => round.P99)), " ms",
                beside: $"bare: {Finding.Number(Median.Of(rounds.Bare.Select(round => round.P99)))} ms"),
        ];

        Task<LoadRound> RoundAsync(ServerProcess server) => LoadGenerator.RunAsync(server.EndPoint, SignedWebhook.Request(), effort.RoundTime);
    }
}
