using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Functions.Host;
using SalesSignals.Functions.Standalone;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Functions.Tests.Standalone;

public sealed class QueuePumpTests : IAsyncLifetime
{
    private static readonly FunctionCatalog Catalog = FunctionCatalog.Read(AppContext.BaseDirectory);
    private static readonly FunctionTrigger.Queue Trigger = (FunctionTrigger.Queue)Catalog.Find("ProcessDelivery")!;
    private static readonly HostSettings Settings = HostSettings.Read(AppContext.BaseDirectory);

    private readonly ManualTimeProvider _clock = new(RunningApp.Noon);
    private readonly RecordedFunctions _functions = new();
    private readonly Queues _queues;
    private readonly List<QueuePump> _pumps = [];

    public QueuePumpTests() => _queues = Queues.Open(name => new WakingQueue(new MemoryQueue(name, _clock)));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_pumps.Count > 0)
        {
            await StopAsync();
        }
    }

    [Fact]
    public async Task A_Message_Is_Run_And_Deleted()
    {
        await SendAsync("one");

        await StartAsync();

        await EmptyAsync();
        var call = Assert.Single(_functions.Calls);
        Assert.Equal(("ProcessDelivery", "one", 1L, RunningApp.Noon), (call.FunctionName, call.MessageText, call.DequeueCount, call.InsertedAt));
        Assert.NotNull(call.MessageId);
    }

    [Fact]
    public async Task A_Failed_Message_Stays_Hidden_For_The_Visibility_Timeout_Of_Host_Json()
    {
        _functions.Does = (_, _) => throw new IOException("broken");
        await SendAsync("one");
        await StartAsync();
        await Eventually.TrueAsync(() => _functions.Calls.Count == 1 && !_clock.IsAwaited(HeldMessage.Visibility / 2));
        await Eventually.TrueAsync(IdleAsync);

        _clock.Advance(TimeSpan.FromSeconds(29));
        await Eventually.TrueAsync(IdleAsync);
        Assert.Empty(await _queues.Deliveries.PeekAsync(1, default));
        Assert.Single(_functions.Calls);

        await AdvanceUntilAsync(() => _functions.Calls.Count == 2);
        Assert.Equal(2, _functions.Calls.Last().DequeueCount);
    }

    [Fact]
    public async Task After_Max_Dequeue_Count_A_Message_Is_In_Poison_With_Its_Reason()
    {
        _functions.Does = (_, _) => throw new IOException("broken");
        await SendAsync("one");
        await StartAsync();

        await AdvanceUntilAsync(async () => await _queues.Deliveries.CountAsync(default) == 0);

        Assert.Equal(5, _functions.Calls.Count);
        var poison = PoisonMessage.Read(Assert.Single(await _queues.DeliveriesPoison.PeekAsync(2, default)).Text);
        Assert.Equal(("IOException: broken", "one"), (poison.Reason, poison.Message));
    }

    [Fact]
    public async Task While_A_Message_Is_Processed_Nobody_Else_Gets_It()
    {
        var finish = new TaskCompletionSource();
        _functions.Does = (_, cancellationToken) => finish.Task.WaitAsync(cancellationToken);
        await SendAsync("long");
        await StartAsync();
        await Eventually.TrueAsync(() => _functions.Calls.Count == 1);

        for (var i = 0; i < 8; i++)
        {
            await Eventually.TrueAsync(() => _clock.IsAwaited(HeldMessage.Visibility / 2));
            _clock.Advance(HeldMessage.Visibility / 2);
            await Eventually.TrueAsync(() => _clock.IsAwaited(HeldMessage.Visibility / 2));
            Assert.Empty(await _queues.Deliveries.PeekAsync(1, default));
        }

        finish.SetResult();
        await EmptyAsync();
        Assert.Single(_functions.Calls);
    }

    [Fact]
    public async Task If_The_Process_Dies_Another_Sees_Its_Message_Within_Two_Minutes()
    {
        await SendAsync("one");

        await _queues.Deliveries.ReceiveAsync(1, HeldMessage.Visibility, default);
        _clock.Advance(HeldMessage.Visibility);
        await StartAsync();

        await Eventually.TrueAsync(() => _functions.Calls.Count == 1);
        Assert.True(HeldMessage.Visibility + Settings.MaxPollingInterval < TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task Batches_Follow_Host_Json()
    {
        var finish = new SemaphoreSlim(0);
        var (running, most) = (0, 0);
        _functions.Does = async (_, cancellationToken) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await finish.WaitAsync(cancellationToken);
            Interlocked.Decrement(ref running);
        };
        for (var i = 0; i < 60; i++)
        {
            await SendAsync($"{i}");
        }

        await StartAsync();
        await Eventually.TrueAsync(() => Volatile.Read(ref running) == Settings.BatchSize);
        finish.Release(Settings.BatchSize - Settings.NewBatchThreshold);
        await Eventually.TrueAsync(() => Volatile.Read(ref running) == Settings.BatchSize + Settings.NewBatchThreshold);
        finish.Release(60);

        await EmptyAsync();
        Assert.Equal(60, _functions.Calls.Select(call => call.MessageText).Distinct().Count());
        Assert.Equal(Settings.BatchSize + Settings.NewBatchThreshold, most);
    }

    [Fact]
    public async Task What_This_Process_Adds_Is_Run_At_Once_However_Long_The_Queue_Was_Idle()
    {
        await StartAsync();
        await AdvanceUntilAsync(() => _clock.IsAwaited(Settings.MaxPollingInterval * 0.8, Settings.MaxPollingInterval * 1.1));
        await Eventually.TrueAsync(IdleAsync);

        await SendAsync("one");

        await Eventually.TrueAsync(() => _functions.Calls.Count == 1);
    }

    [Fact]
    public async Task An_Idle_Queue_Is_Asked_About_Twice_A_Minute()
    {
        var queue = new FailingQueue(_queues.Deliveries) { IsDown = false };
        await StartAsync(queue);

        await AdvanceUntilAsync(() => _clock.GetUtcNow() >= RunningApp.Noon.AddMinutes(10));

        Assert.InRange(queue.Calls, 15, 32);
    }

    [Fact]
    public async Task While_Storage_Is_Down_The_Pump_Waits_And_Then_Goes_On()
    {
        var queue = new FailingQueue(_queues.Deliveries);
        await SendAsync("one");
        await StartAsync(queue);
        await AdvanceUntilAsync(() => _clock.GetUtcNow() >= RunningApp.Noon.AddMinutes(10));
        Assert.InRange(queue.Calls, 15, 32);
        Assert.Empty(_functions.Calls);

        queue.IsDown = false;

        await AdvanceUntilAsync(() => _functions.Calls.Count == 1);
    }

    [Fact]
    public async Task A_Stopping_Process_Finishes_What_It_Runs_And_Takes_Nothing_New()
    {
        var finish = new TaskCompletionSource();
        _functions.Does = (_, cancellationToken) => finish.Task.WaitAsync(cancellationToken);
        await SendAsync("running");
        await StartAsync();
        await Eventually.TrueAsync(() => _functions.Calls.Count == 1);
        await Eventually.TrueAsync(IdleAsync);

        var stop = _pumps.Single().StopAsync(default);
        await Eventually.TrueAsync(() => _clock.IsAwaited(QueuePump.StopGrace));
        await SendAsync("new");
        finish.SetResult();
        await stop;
        _pumps.Clear();

        Assert.Single(_functions.Calls);
        Assert.Equal("new", Assert.Single(await _queues.Deliveries.PeekAsync(2, default)).Text);
    }

    [Fact]
    public async Task A_Stopping_Process_Gives_Back_What_Does_Not_End()
    {
        _functions.Does = (_, cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        await SendAsync("long");
        await StartAsync();
        await Eventually.TrueAsync(() => _functions.Calls.Count == 1);

        await StopAsync();

        Assert.Equal("long", Assert.Single(await _queues.Deliveries.PeekAsync(2, default)).Text);
        Assert.Equal(0, await _queues.DeliveriesPoison.CountAsync(default));
    }

    [Fact]
    public async Task However_Often_A_Process_Stops_Over_A_Message_It_Is_Not_Put_Aside_For_It()
    {
        _functions.Does = (_, cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        await SendAsync("long");
        for (var stop = 0; stop <= Settings.MaxDequeueCount; stop++)
        {
            await StartAsync();
            await Eventually.TrueAsync(() => _functions.Calls.Count == stop + 1);
            await StopAsync();
        }

        _functions.Does = (_, _) => Task.CompletedTask;
        await StartAsync();

        await EmptyAsync();
        Assert.Equal(Settings.MaxDequeueCount + 2, _functions.Calls.Count);
        Assert.Equal(0, await _queues.DeliveriesPoison.CountAsync(default));
    }

    private async Task StartAsync(IQueue? queue = null)
    {
        var runner = new FunctionRunner(_functions.Handlers(Catalog), _queues, Settings, _clock, NullLogger<FunctionRunner>.Instance);
        var pump = new QueuePump(Trigger, queue ?? _queues.Deliveries, runner, Settings, _clock, NullLogger<QueuePump>.Instance);
        _pumps.Add(pump);
        await pump.StartAsync(default);
    }

    private async Task StopAsync()
    {
        var stop = _pumps.Single().StopAsync(default);
        await AdvanceUntilAsync(() => stop.IsCompleted);
        await stop;
        _pumps.Clear();
    }

    private Task SendAsync(string text) => _queues.Deliveries.SendAsync(text, TimeSpan.Zero, default);

    private Task EmptyAsync() => Eventually.TrueAsync(async () => await _queues.Deliveries.CountAsync(default) == 0);

    /// <summary>Nothing is there to be taken, and the pump waits for its next look.</summary>
    private async Task<bool> IdleAsync() =>
        (await _queues.Deliveries.PeekAsync(1, default)).Count == 0 && _clock.IsAwaited(TimeSpan.Zero, Settings.MaxPollingInterval * 1.1);

    private Task AdvanceUntilAsync(Func<bool> condition) => AdvanceUntilAsync(() => Task.FromResult(condition()));

    /// <summary>Moves the clock whenever the pump waits for it.</summary>
    private Task AdvanceUntilAsync(Func<Task<bool>> condition) => Eventually.TrueAsync(async () =>
    {
        if (await condition())
        {
            return true;
        }

        if (_clock.IsAwaited(TimeSpan.Zero, Settings.MaxPollingInterval * 1.1))
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
        }

        return false;
    });
}
