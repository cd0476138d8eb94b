using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Benchmarks.Measuring;
using SalesSignals.Functions.Tests.Telemetry;
using SalesSignals.Functions.Tests.Work;
using SalesSignals.Functions.Work;
using SalesSignals.Outbox;

namespace SalesSignals.Benchmarks.Digests;

/// <summary>The morning digest of a team of two hundred reps with 10,000 deals, by the app with storage in memory.</summary>
internal static class DigestOfManyDeals
{
    private const int Reps = 200;
    private const int Deals = 10_000;
    private const int Managers = 10;

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Effort effort)
    {
        var digests = new List<(double Seconds, int Reads)>();
        for (var round = 0; round < effort.Rounds / 3 + 1; round++)
        {
            digests.Add(await BuildAsync());
        }

        return
        [
            Finding.AtMost("CPU of the first digest of a process", 2, digests[0].Seconds, " s", $"then {Finding.Number(Median.Of(digests.Skip(1).Select(digest => digest.Seconds)))} s"),
            Finding.AtMost("table reads", 200, digests.Max(digest => digest.Reads)),
            await MemoryAsync(),
        ];
    }

    private static async Task<(double Seconds, int Reads)> BuildAsync()
    {
        await using var app = await SampleTeam.WithBoardAsync(Reps, Deals);
        var before = CpuTime();
        await BuildAsync(app, SampleTeam.Manager);
        return ((CpuTime() - before).TotalSeconds, app.Count.TableReads);
    }

    /// <summary>What is alive after one manager's digest is sent, and after ten managers'; what storage keeps of each, in memory here, is in it.</summary>
    private static async Task<Finding> MemoryAsync()
    {
        await using var app = await SampleTeam.WithBoardAsync(
            Reps, Deals, Managers, services => services.AddSingleton<IEmailSender>(new AcceptingSender()));
        var alive = new List<long>();
        foreach (var manager in SampleTeam.ManagersOf(Managers))
        {
            await BuildAsync(app, manager);
            await app.RunAsync("SendEmail");
            alive.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        return Finding.AtMost("memory that ten managers take more than one", 1024, Math.Max(0, alive[^1] - alive[0]) / 1024.0, " KiB", $"of {Finding.Number(alive[0] / 1024.0)}");
    }

    private static async Task BuildAsync(CountedApp app, string manager)
    {
        await app.Queues.Work.SendAsync(new WorkMessage.BuildDigest(manager).Write(), TimeSpan.Zero, CancellationToken.None);
        if (await app.RunAsync("ProcessWork") != 1 || await app.Queues.Emails.CountAsync(CancellationToken.None) != 1)
        {
            throw new InvalidOperationException("No digest was built.");
        }
    }

    private static TimeSpan CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
