using SalesSignals.Functions.Work;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>What an installation is billed for, counted over the functions as they run in production.</summary>
public sealed class StorageOperationTests
{
    /// <summary>Every function on a queue has these; they are the trigger's.</summary>
    private const int TriggersOwn = 2;

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40)]
    public async Task One_Event_Of_A_New_Deal_Costs_A_Queue_And_Three_Table_Operations(int number)
    {
        await using var rig = await CountedApp.WarmAsync();

        await ReceiveAndProcessAsync(rig, SampleEvents.Event(number, deal: 1));

        Assert.Equal(1, rig.Count.Queue - TriggersOwn);
        Assert.Equal(3, rig.Count.Table);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(40)]
    public async Task One_Event_Of_A_Known_Deal_Costs_A_Queue_And_Three_Table_Operations(int number)
    {
        await using var rig = await CountedApp.WarmAsync();
        await ReceiveAndProcessAsync(rig, SampleEvents.Event(0, deal: 1));
        rig.Count.Reset();

        await ReceiveAndProcessAsync(rig, SampleEvents.Event(number, deal: 1));

        Assert.Equal(1, rig.Count.Queue - TriggersOwn);
        Assert.Equal(3, rig.Count.Table);
    }

    /// <summary>It leaves one board for another.</summary>
    [Fact]
    public async Task An_Event_That_Gives_A_Deal_To_Another_Owner_Costs_One_More()
    {
        await using var rig = await CountedApp.WarmAsync();
        await ReceiveAndProcessAsync(rig, SampleEvents.Event(0, deal: 1));
        rig.Count.Reset();

        await ReceiveAndProcessAsync(rig, SampleEvents.Changed(1, 1, "\"ownerId\":\"99\""));

        Assert.Equal(1, rig.Count.Queue - TriggersOwn);
        Assert.Equal(4, rig.Count.Table);
    }

    [Fact]
    public async Task A_Batch_Of_A_Hundred_Events_On_Twenty_Deals_Costs_Little_An_Event()
    {
        await using var rig = await CountedApp.WarmAsync();

        await ReceiveAndProcessAsync(rig, SampleEvents.Batch(events: 100, deals: 20));

        Assert.InRange((rig.Count.Queue - TriggersOwn) / 100.0, 0, 0.1);
        Assert.InRange(rig.Count.Table / 100.0, 0, 0.6);
    }

    [Fact]
    public async Task A_Batch_That_Comes_Again_Costs_No_More()
    {
        await using var rig = await CountedApp.WarmAsync();
        await ReceiveAndProcessAsync(rig, SampleEvents.Batch(events: 100, deals: 20));
        rig.Count.Reset();

        await ReceiveAndProcessAsync(rig, SampleEvents.Batch(events: 100, deals: 20));

        Assert.InRange(rig.Count.Table / 100.0, 0, 0.6);
    }

    [Fact]
    public async Task A_Digest_Of_Ten_Thousand_Deals_Of_Two_Hundred_Reps_Reads_Little()
    {
        await using var rig = await SampleTeam.WithBoardAsync(reps: 200, deals: 10_000);
        await rig.Queues.Work.SendAsync(new WorkMessage.BuildDigest(SampleTeam.Manager).Write(), TimeSpan.Zero, default);

        await rig.RunAsync("ProcessWork");

        Assert.InRange(rig.Count.TableReads, 1, 200);
        Assert.Equal(1, await rig.Queues.Emails.CountAsync(default));
    }

    private static async Task ReceiveAndProcessAsync(CountedApp rig, string body)
    {
        Assert.IsType<ReceiveResult.Stored>(await rig.ReceiveAsync(body));
        Assert.Equal(1, await rig.RunAsync("ProcessDelivery"));
    }
}
