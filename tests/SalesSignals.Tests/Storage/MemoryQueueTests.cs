using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Tests.Storage;

/// <summary>What takes a clock to see; the rest is in the contract that memory and Azure share.</summary>
public sealed class MemoryQueueTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Clock _clock = new();
    private readonly MemoryQueue _queue;

    public MemoryQueueTests() => _queue = new("work", _clock);

    [Fact]
    public async Task A_Message_Not_Deleted_In_Time_Comes_Back_And_Its_Old_Receipt_Is_Stale()
    {
        await _queue.SendAsync("one", TimeSpan.Zero, None);
        var first = Assert.Single(await _queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), None));

        _clock.Now += TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1);
        Assert.Empty(await _queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), None));
        _clock.Now += TimeSpan.FromTicks(1);
        var second = Assert.Single(await _queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), None));

        Assert.Equal(2, second.DequeueCount);
        Assert.False(await _queue.DeleteAsync(first, None));
        Assert.True(await _queue.DeleteAsync(second, None));
    }

    [Fact]
    public async Task A_Late_Delete_Still_Counts_While_Nobody_Else_Has_Received_The_Message()
    {
        await _queue.SendAsync("one", TimeSpan.Zero, None);
        var received = Assert.Single(await _queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), None));

        _clock.Now += TimeSpan.FromHours(1);

        Assert.True(await _queue.DeleteAsync(received, None));
    }

    [Fact]
    public async Task A_Delayed_Message_Appears_When_It_Is_Due()
    {
        await _queue.SendAsync("later", TimeSpan.FromHours(1), None);

        Assert.Empty(await _queue.PeekAsync(1, None));
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Single(await _queue.PeekAsync(1, None));
    }

    [Fact]
    public async Task Hiding_Counts_From_Now()
    {
        await _queue.SendAsync("one", TimeSpan.Zero, None);
        var received = Assert.Single(await _queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), None));
        _clock.Now += TimeSpan.FromSeconds(50);
        await _queue.HideAsync(received, TimeSpan.FromMinutes(1), None);

        _clock.Now += TimeSpan.FromSeconds(59);
        Assert.Empty(await _queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), None));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Single(await _queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), None));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
