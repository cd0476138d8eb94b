using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Tests.Queues;

[Collection(AzuriteCollection.Name)]
public sealed class QueueFaultTests : IAsyncLifetime, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FaultHandler _wire = new();
    private readonly IQueue _queue;

    public QueueFaultTests(AzuriteFixture azurite) => _queue = azurite.Connect(_wire).Queue("faulty");

    public Task InitializeAsync() => _queue.CreateIfNotExistsAsync(None);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData(Fault.Busy)]
    [InlineData(Fault.InternalError)]
    [InlineData(Fault.NotConnected)]
    public async Task A_Send_That_Failed_Is_Made_Again(Fault fault)
    {
        _wire.Then(fault, fault);

        await _queue.SendAsync("one", TimeSpan.Zero, None);

        Assert.Equal(1, await _queue.CountAsync(None));
    }

    [Fact]
    public async Task A_Send_Whose_Answer_Was_Lost_Arrives_At_Least_Once()
    {
        _wire.Then(Fault.ApplyThenDrop);

        await _queue.SendAsync("one", TimeSpan.Zero, None);

        Assert.Equal(2, await _queue.CountAsync(None));
    }

    [Fact]
    public async Task A_Delete_Whose_Answer_Was_Lost_Finds_The_Message_Gone()
    {
        await _queue.SendAsync("one", TimeSpan.Zero, None);
        var received = Assert.Single(await _queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), None));
        _wire.Then(Fault.ApplyThenDrop);

        Assert.False(await _queue.DeleteAsync(received, None));
        Assert.Equal(0, await _queue.CountAsync(None));
    }

    [Theory]
    [InlineData(Fault.Busy)]
    [InlineData(Fault.InternalError)]
    [InlineData(Fault.NotConnected)]
    public async Task A_Store_That_Stays_Away_Is_Unavailable(Fault fault)
    {
        _wire.Then(fault, fault, fault, fault);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _queue.SendAsync("one", TimeSpan.Zero, None));
        _wire.Then(fault, fault, fault, fault);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), None));
    }

    [Fact]
    public async Task A_Message_Never_Expires()
    {
        await _queue.SendAsync("one", TimeSpan.Zero, None);

        Assert.Contains("messagettl=-1", _wire.Tries[^1].RequestUri!.Query, StringComparison.Ordinal);
    }
}
