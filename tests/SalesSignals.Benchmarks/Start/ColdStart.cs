using System.Text;
using SalesSignals.Benchmarks.Measuring;
using SalesSignals.Benchmarks.Receive;
using SalesSignals.Cli.Azurite;

namespace SalesSignals.Benchmarks.Start;

/// <summary>What a cold start costs: from the start of the published app's process until its first webhook is verified and on the queue.</summary>
internal static class ColdStart
{
    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Effort effort)
    {
        await using var azurite = await AzuriteServer.StartAsync();
        using var published = await Published.CreateAsync();

        // The first of each makes tables and queues, and brings the files into memory.
        await AppAsync();
        await BareAsync();
        var pairs = await Interleaved<StartedProcess>.RunAsync(effort.Rounds, AppAsync, BareAsync);

        var (ours, theirs) = (Median.Of(pairs.Ours.Select(one => one.Milliseconds)), Median.Of(pairs.Bare.Select(one => one.Milliseconds)));
        return
        [
            Finding.AtMost(
                "start to first verified webhook, against a bare app's first answer", 1.3, pairs.Ratio(one => one.Milliseconds), " times",
                $"{pairs.Spread(one => one.Milliseconds)}; {Finding.Number(ours)} and {Finding.Number(theirs)} ms"),
            Finding.AtMost(
                "resident memory after some webhooks", 120, Median.Of(pairs.Ours.Select(one => one.MiB)), " MiB",
                $"bare: {Finding.Number(Median.Of(pairs.Bare.Select(one => one.MiB)))}"),
        ];

        Task<StartedProcess> AppAsync() => StartedProcess.RunAsync(
            published.App,
            port => new(SignedWebhook.Settings) { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}", ["AzureWebJobsStorage"] = azurite.ConnectionString },
            SignedWebhook.Request());

        Task<StartedProcess> BareAsync() => StartedProcess.RunAsync(
            published.Bare,
            port => new() { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" },
            Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    }
}
