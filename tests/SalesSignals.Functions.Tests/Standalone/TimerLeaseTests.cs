using SalesSignals.Functions.Standalone;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Functions.Tests.Standalone;

public sealed class TimerLeaseTests
{
    private static readonly Dictionary<string, DateTimeOffset> Fired = new() { ["SweepOutbox"] = RunningApp.Noon };

    private readonly ManualTimeProvider _clock = new(RunningApp.Noon);
    private readonly TimerLease _first;
    private readonly TimerLease _second;

    public TimerLeaseTests()
    {
        var table = new MemoryTable();
        (_first, _second) = (new(table, "first", _clock), new(table, "second", _clock));
    }

    [Fact]
    public async Task One_Holds_It()
    {
        Assert.True(await _first.HoldAsync(default));
        Assert.False(await _second.HoldAsync(default));
        Assert.Equal(RunningApp.Noon + TimerLease.Length, _second.LookAgainAt);
    }

    [Fact]
    public async Task The_Holder_Keeps_It_By_Renewing()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.True(await _first.HoldAsync(default));
            Assert.False(await _second.HoldAsync(default));
            _clock.Advance(TimerLease.Length / 2);
        }
    }

    [Fact]
    public async Task Who_Has_Lost_It_Without_Knowing_Cannot_Write()
    {
        await _first.HoldAsync(default);
        _clock.Advance(TimerLease.Length);
        Assert.True(await _second.HoldAsync(default));

        Assert.False(await _first.MarkAsync(Fired, default));
        Assert.False(await _first.HoldAsync(default));
    }

    [Fact]
    public async Task What_Was_Noted_Is_Known_To_The_Next_Holder()
    {
        await _first.HoldAsync(default);
        await _first.MarkAsync(Fired, default);
        await _first.ReleaseAsync(default);

        Assert.True(await _second.HoldAsync(default));
        Assert.Equal(RunningApp.Noon, _second.FiredAt("SweepOutbox"));
        Assert.Null(_second.FiredAt("ScheduleDigests"));
    }

    [Fact]
    public async Task Keeping_It_Costs_One_Write_In_Half_Its_Length()
    {
        var table = new FailingTable(new MemoryTable());
        var lease = new TimerLease(table, "first", _clock);

        for (var i = 0; i < 90; i++)
        {
            await lease.HoldAsync(default);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, table.Calls);
    }
}
