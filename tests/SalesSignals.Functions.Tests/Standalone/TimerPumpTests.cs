using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Functions.Host;
using SalesSignals.Functions.Standalone;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Functions.Tests.Standalone;

/// <summary>A timer that ticks every quarter of an hour, begun at noon.</summary>
public sealed class TimerPumpTests : IAsyncLifetime
{
    private static readonly FunctionCatalog Catalog = new([new FunctionTrigger.Timer("ScheduleDigests", "timer", "0 */15 * * * *")]);

    private readonly ManualTimeProvider _clock = new(RunningApp.Noon);
    private readonly RecordedFunctions _functions = new();
    private readonly FailingTable _table = new(new MemoryTable());
    private readonly List<TimerPump> _pumps = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var pump in _pumps.ToList())
        {
            await StopAsync(pump);
        }
    }

    [Fact]
    public async Task It_Fires_At_Each_Tick_And_Not_At_The_Start()
    {
        await StartAsync();

        await AdvanceToAsync("12:14:55");
        Assert.Empty(_functions.Calls);
        await AdvanceToAsync("12:15:05");
        await CallsAsync(1);
        await AdvanceToAsync("13:00:05");

        await CallsAsync(4);
        Assert.All(_functions.Calls, call => Assert.False(call.IsPastDue));
    }

    [Fact]
    public async Task Ticks_That_Were_Missed_Fire_Once_And_Past_Due()
    {
        await StopAsync(await StartAsync());
        _clock.Advance(TimeSpan.FromHours(3));

        await StartAsync();

        await CallsAsync(1);
        Assert.True(_functions.Calls.Single().IsPastDue);
        await AdvanceToAsync("15:14:55");
        Assert.Single(_functions.Calls);
    }

    [Fact]
    public async Task Of_Several_Processes_One_Fires()
    {
        await StartAsync();
        await StartAsync();
        await StartAsync();

        await AdvanceToAsync("13:00:05");

        await CallsAsync(4);
    }

    [Fact]
    public async Task When_The_Holder_Dies_Another_Takes_Over_Within_Two_Minutes()
    {
        var dead = new TimerLease(_table, "dead", _clock);
        Assert.True(await dead.HoldAsync(default));
        await dead.MarkAsync(new Dictionary<string, DateTimeOffset> { ["ScheduleDigests"] = RunningApp.Noon.AddMinutes(-15).AddSeconds(-1) }, default);

        await StartAsync();
        await AdvanceUntilAsync(() => !_functions.Calls.IsEmpty);

        Assert.InRange(_clock.GetUtcNow() - RunningApp.Noon, TimerLease.Length, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_Process_That_Stops_Leaves_The_Lease_At_Once()
    {
        await StopAsync(await StartAsync());

        Assert.True(await new TimerLease(_table, "next", _clock).HoldAsync(default));
    }

    [Fact]
    public async Task A_Run_That_Failed_Waits_For_Its_Next_Tick()
    {
        _functions.Does = (_, _) => throw new IOException("broken");
        await StartAsync();

        await AdvanceToAsync("12:29:55");

        await CallsAsync(1);
    }

    [Fact]
    public async Task A_Long_Run_Is_Not_Overtaken_By_Its_Next_Tick()
    {
        var finish = new TaskCompletionSource();
        _functions.Does = (_, _) => finish.Task;
        await StartAsync();
        await AdvanceToAsync("13:00:05");
        Assert.Single(_functions.Calls);

        finish.SetResult();

        await CallsAsync(2);
    }

    [Fact]
    public async Task A_Run_Cut_Short_By_The_End_Of_The_Process_Fires_Again()
    {
        _functions.Does = (_, cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        var first = await StartAsync();
        await AdvanceToAsync("12:15:05");
        await CallsAsync(1);
        await StopAsync(first);
        _functions.Does = (_, _) => Task.CompletedTask;

        await StartAsync();

        await CallsAsync(2);
    }

    [Fact]
    public async Task While_Storage_Is_Down_Nothing_Fires_And_Then_The_Missed_Tick_Does_Once()
    {
        await StartAsync();
        await AdvanceToAsync("12:01:00");
        _table.IsDown = true;
        await AdvanceToAsync("12:35:00");
        var during = _functions.Calls.Count;

        _table.IsDown = false;

        await AdvanceUntilAsync(() => _functions.Calls.Count == during + 1);
        Assert.Equal(0, during);
        Assert.True(_functions.Calls.Single().IsPastDue);
    }

    [Fact]
    public async Task A_Clock_That_Was_Set_Back_Does_Not_Silence_The_Timers()
    {
        var future = new ManualTimeProvider(RunningApp.Noon.AddYears(1));
        var lease = new TimerLease(_table, "future", future);
        await lease.HoldAsync(default);
        await lease.MarkAsync(new Dictionary<string, DateTimeOffset> { ["ScheduleDigests"] = future.GetUtcNow() }, default);

        await StartAsync();
        await AdvanceToAsync("12:15:05");

        await CallsAsync(1);
    }

    private async Task<TimerPump> StartAsync()
    {
        var queues = Queues.Open(name => new MemoryQueue(name, _clock));
        var runner = new FunctionRunner(_functions.Handlers(Catalog), queues, new HostSettings(), _clock, NullLogger<FunctionRunner>.Instance);
        var pump = new TimerPump(Catalog, runner, new TimerLease(_table, $"pump {_pumps.Count}", _clock), _clock, NullLogger<TimerPump>.Instance);
        _pumps.Add(pump);
        var before = _table.Calls;
        await pump.StartAsync(default);
        await Eventually.TrueAsync(() => _table.Calls > before && IsIdle());
        return pump;
    }

    private async Task StopAsync(TimerPump pump)
    {
        _pumps.Remove(pump);
        var stop = pump.StopAsync(default);
        await AdvanceUntilAsync(() => stop.IsCompleted);
        await stop;
    }

    private Task CallsAsync(int count) => Eventually.TrueAsync(() => _functions.Calls.Count == count);

    private Task AdvanceToAsync(string time)
    {
        var until = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero) + TimeOnly.Parse(time, null).ToTimeSpan();
        return AdvanceUntilAsync(() => _clock.GetUtcNow() >= until && IsIdle());
    }

    private Task AdvanceUntilAsync(Func<bool> condition) => Eventually.TrueAsync(() =>
    {
        if (condition())
        {
            return true;
        }

        if (IsIdle())
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
        }

        return false;
    });

    /// <summary>Each pump waits for the clock.</summary>
    private bool IsIdle() => _clock.CountAwaited(TimeSpan.FromTicks(1), TimerLease.Length) >= _pumps.Count;
}
