using SalesSignals.Cli.Demo;
using SalesSignals.Reliability.Support;
using SalesSignals.Storage;
using Xunit.Abstractions;

namespace SalesSignals.Reliability;

public class TerminatedUnderLoadTests(ITestOutputHelper output)
{
    private const int Seed = 43;

    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(10);
    private static readonly int Stops = Scale.Of(4, full: 20);
    private static readonly int Deals = Scale.Of(40, full: 400);

    [Fact]
    public async Task Told_To_End_Under_Load_It_Ends_In_Time_Holds_Nothing_Back_And_Loses_Nothing()
    {
        var organisation = Organisation.Create(AppRig.Morning, Seed, Deals);
        var requests = Storm.Of(organisation, Seed);
        await using var rig = await AppRig.StartAsync(AppRig.Morning.AddSeconds(30), organisation.People);
        var ledger = new Ledger(rig);
        using var poster = new CrmPoster(rig, ledger);
        var random = new Random(Seed);
        var (slowest, waiting) = (TimeSpan.Zero, 0);

        foreach (var (stop, some) in requests.Chunk((requests.Count / Stops) + 1).Index())
        {
            var posting = poster.PostAsync(some, CancellationToken.None);
            await Task.Delay(random.Next(100, 700));
            var (code, took) = await rig.TerminateAsync();
            Assert.Equal(0, code);
            slowest = took > slowest ? took : slowest;
            waiting += await AssertNothingIsHeldAsync(rig.Queues.Deliveries, stop + 1);
            await rig.StartAppAsync();
            await posting;
        }

        await rig.DrainAsync();

        output.WriteLine($"seed {Seed}: {Stops} times told to end, slowest {slowest.TotalSeconds:0.0} s, {waiting} messages left for the next; {await ledger.CloseAsync()}");
        Assert.True(waiting > 0, "VOID: it never had anything to do when it was told to end.");
        Assert.InRange(slowest, TimeSpan.Zero, ExitLimit);
        var expected = Model.Of(requests, rig.Clock.GetUtcNow());
        Assert.Equal(expected, await Model.ReadAsync(rig, expected.Keys));
        Assert.Equal(0, await rig.Queues.DeliveriesPoison.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Told_To_End_While_Storage_Is_Silent_It_Ends_In_Time_All_The_Same()
    {
        await using var rig = await AppRig.StartAsync(AppRig.Morning.AddSeconds(30), [], faultSeed: Seed);

        rig.Storage.Fail(StorageFault.Silence);
        var (code, took) = await rig.TerminateAsync();

        output.WriteLine($"seed {Seed}: {took.TotalSeconds:0.0} s");
        Assert.Equal(0, code);
        Assert.InRange(took, TimeSpan.Zero, ExitLimit);
    }

    /// <summary>Whatever is not done can be taken by another at once, and no end of ours has cost it more than one of its tries.</summary>
    private static async Task<int> AssertNothingIsHeldAsync(IQueue queue, int stops)
    {
        var count = await queue.CountAsync(CancellationToken.None);
        var visible = await queue.PeekAsync(PoisonQueue.Batch, CancellationToken.None);
        Assert.Equal(Math.Min(count, PoisonQueue.Batch), visible.Count);
        Assert.All(visible, message => Assert.InRange(message.DequeueCount, 0, stops));
        return count;
    }
}
