using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Functions.Host;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Functions.Tests.Host;

public sealed class FunctionRunnerTests
{
    private static readonly FunctionCatalog Catalog = FunctionCatalog.Read(AppContext.BaseDirectory);
    private static readonly FunctionTrigger Process = Catalog.Find("ProcessDelivery")!;
    private static readonly FunctionTrigger Sweep = Catalog.Find("SweepOutbox")!;

    private readonly ManualTimeProvider _clock = new(RunningApp.Noon);
    private readonly RecordedFunctions _functions = new();
    private readonly Queues _queues;

    public FunctionRunnerTests() => _queues = Queues.Open(name => new MemoryQueue(name, _clock));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_Failure_Before_The_Last_Try_Leaves_The_Message_To_Its_Queue(int dequeueCount)
    {
        _functions.Does = (_, _) => throw new IOException("broken");

        var outcome = await RunAsync(dequeueCount);

        Assert.Equal(new FunctionOutcome.Failed("IOException: broken"), outcome);
        Assert.Empty(await PoisonAsync());
    }

    [Fact]
    public async Task The_Last_Try_Is_Put_Aside_With_Its_Reason()
    {
        _functions.Does = (_, _) => throw new IOException("broken", new InvalidOperationException("because\r\nof this"));

        var outcome = await RunAsync(5);

        Assert.Equal(new FunctionOutcome.Poisoned("IOException: broken <- InvalidOperationException: because of this"), outcome);
        Assert.Equal("IOException: broken <- InvalidOperationException: because of this", Assert.Single(await PoisonAsync()).Reason);
    }

    [Fact]
    public async Task An_Outage_Of_Storage_Puts_The_Message_Back_To_Begin_Anew_And_Never_Aside()
    {
        _functions.Does = (_, _) => throw new StorageUnavailableException("The Deals table does not answer.");

        var outcome = await RunAsync(5);

        Assert.IsType<FunctionOutcome.Done>(outcome);
        Assert.Empty(await PoisonAsync());
        Assert.Empty(await _queues.Deliveries.ReceiveAsync(32, TimeSpan.FromSeconds(1), CancellationToken.None));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, Assert.Single(await _queues.Deliveries.ReceiveAsync(32, TimeSpan.FromSeconds(1), CancellationToken.None)).DequeueCount);
    }

    [Fact]
    public async Task What_Can_Never_Be_Read_Is_Put_Aside_At_Once()
    {
        _functions.Does = (_, _) => throw new UnreadableMessageException("The message is not JSON.");

        var outcome = await RunAsync(1);

        Assert.IsType<FunctionOutcome.Poisoned>(outcome);
        Assert.Equal("UnreadableMessageException: The message is not JSON.", Assert.Single(await PoisonAsync()).Reason);
    }

    [Fact]
    public async Task A_Message_That_Ended_The_Process_Each_Time_Is_Not_Tried_Again()
    {
        var outcome = await RunAsync(6);

        Assert.IsType<FunctionOutcome.Poisoned>(outcome);
        Assert.Empty(_functions.Calls);
    }

    [Fact]
    public async Task If_Poison_Cannot_Be_Written_The_Message_Stays()
    {
        _functions.Does = (_, _) => throw new IOException("broken");
        var queues = _queues with { DeliveriesPoison = new FailingQueue(_queues.DeliveriesPoison) };

        var outcome = await RunAsync(5, queues);

        Assert.IsType<FunctionOutcome.Failed>(outcome);
    }

    [Fact]
    public async Task A_Message_Too_Large_To_Be_Put_Aside_With_Its_Reason_Is_Put_Aside_Without()
    {
        _functions.Does = (_, _) => throw new IOException("broken");
        var text = new string('a', StorageLimits.QueueMessageBytes);

        var outcome = await RunAsync(5, text: text);

        Assert.IsType<FunctionOutcome.Poisoned>(outcome);
        Assert.Equal(new PoisonMessage(null, null, text), Assert.Single(await PoisonAsync()));
    }

    [Fact]
    public async Task A_Failed_Timer_Waits_For_Its_Next_Tick()
    {
        _functions.Does = (_, _) => throw new IOException("broken");

        var outcome = await Runner(_queues).RunAsync(Sweep, new(Sweep.Name, null, 0, false), default);

        Assert.IsType<FunctionOutcome.Failed>(outcome);
    }

    [Fact]
    public async Task A_Function_That_Does_Not_End_Fails_Before_The_Host_Ends_The_Process()
    {
        _functions.Does = (_, cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);

        var run = RunAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(290));

        Assert.Equal(new FunctionOutcome.Failed("TimeoutException: ProcessDelivery did not end within 00:04:50."), await run);
    }

    [Fact]
    public async Task A_Run_That_Its_Caller_Gives_Up_Is_Not_A_Failure()
    {
        using var stop = new CancellationTokenSource();
        _functions.Does = (_, cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);

        var run = Runner(_queues).RunAsync(Process, new(Process.Name, "x", 5, false), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(await PoisonAsync());
    }

    private Task<FunctionOutcome> RunAsync(int dequeueCount, Queues? queues = null, string text = "x") =>
        Runner(queues ?? _queues).RunAsync(Process, new(Process.Name, text, dequeueCount, false), default);

    private FunctionRunner Runner(Queues queues) => new(
        _functions.Handlers(Catalog), queues, HostSettings.Read(AppContext.BaseDirectory), _clock, NullLogger<FunctionRunner>.Instance);

    private async Task<List<PoisonMessage>> PoisonAsync() =>
        [.. (await _queues.DeliveriesPoison.PeekAsync(32, default)).Select(message => PoisonMessage.Read(message.Text))];
}
