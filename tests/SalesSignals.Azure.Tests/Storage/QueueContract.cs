using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Azure.Tests.Storage;

public sealed class MemoryQueueMessages() : QueueContract(name => new MemoryQueue(name));

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteQueueMessages(AzuriteFixture azurite) : QueueContract(azurite.Connection.Queue);

public abstract class QueueContract(Func<string, IQueue> open) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly IQueue _queue = open($"q{Guid.NewGuid():N}"[..16]);

    public Task InitializeAsync() => _queue.CreateIfNotExistsAsync(None);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Creating_A_Queue_That_Is_There_Keeps_Its_Messages()
    {
        await SendAsync("one");

        await _queue.CreateIfNotExistsAsync(None);

        Assert.Equal(1, await _queue.CountAsync(None));
    }

    [Fact]
    public async Task An_Empty_Queue_Gives_Nothing()
    {
        Assert.Empty(await _queue.ReceiveAsync(32, Long, None));
        Assert.Empty(await _queue.PeekAsync(32, None));
        Assert.Equal(0, await _queue.CountAsync(None));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("{\"name\":\"evaluate-bucket\",\"data\":\"<&>'\\u0000\"}")]
    [InlineData("Żółć 株式会社 🚀 ]]> &amp; \t\n")]
    [InlineData(" spaces kept ")]
    public async Task A_Text_Comes_Back_As_It_Was(string text)
    {
        await SendAsync(text);

        Assert.Equal(text, Assert.Single(await _queue.PeekAsync(1, None)).Text);
        Assert.Equal(text, Assert.Single(await _queue.ReceiveAsync(1, Long, None)).Text);
    }

    [Fact]
    public async Task A_Received_Message_Is_Hidden_But_Counted()
    {
        await SendAsync("one");

        var received = Assert.Single(await _queue.ReceiveAsync(1, Long, None));

        Assert.Equal(1, received.DequeueCount);
        Assert.NotEmpty(received.PopReceipt);
        Assert.NotEqual(default, received.InsertedAt);
        Assert.Empty(await _queue.ReceiveAsync(1, Long, None));
        Assert.Empty(await _queue.PeekAsync(1, None));
        Assert.Equal(1, await _queue.CountAsync(None));
    }

    [Fact]
    public async Task Up_To_Thirty_Two_Are_Received_At_Once_Each_Once()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => SendAsync($"{i}")));

        var first = await _queue.ReceiveAsync(32, Long, None);
        var rest = await _queue.ReceiveAsync(32, Long, None);

        Assert.Equal((32, 8), (first.Count, rest.Count));
        Assert.Equal(40, first.Concat(rest).Select(message => message.Text).Distinct().Count());
    }

    [Fact]
    public async Task Of_Many_Receivers_Each_Message_Goes_To_One()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SendAsync($"{i}")));

        var received = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _queue.ReceiveAsync(5, Long, None))));

        Assert.Equal(20, received.SelectMany(messages => messages).Select(message => message.Id).Distinct().Count());
        Assert.Equal(20, received.Sum(messages => messages.Count));
    }

    [Fact]
    public async Task Peeking_Neither_Hides_Nor_Counts()
    {
        await SendAsync("one");

        var seen = Assert.Single(await _queue.PeekAsync(32, None));

        Assert.Equal((0, ""), (seen.DequeueCount, seen.PopReceipt));
        Assert.False(await _queue.DeleteAsync(seen, None));
        Assert.Single(await _queue.ReceiveAsync(1, Long, None));
    }

    [Fact]
    public async Task A_Deleted_Message_Is_Gone()
    {
        await SendAsync("one");
        var received = Assert.Single(await _queue.ReceiveAsync(1, Long, None));

        Assert.True(await _queue.DeleteAsync(received, None));
        Assert.False(await _queue.DeleteAsync(received, None));
        Assert.Null(await _queue.HideAsync(received, Long, None));
        Assert.Equal(0, await _queue.CountAsync(None));
    }

    [Fact]
    public async Task A_Message_Given_Back_Is_Received_Again_And_Counted_Up()
    {
        await SendAsync("one");
        var first = Assert.Single(await _queue.ReceiveAsync(1, Long, None));

        var hidden = await _queue.HideAsync(first, TimeSpan.Zero, None);
        var second = Assert.Single(await _queue.ReceiveAsync(1, Long, None));

        Assert.NotNull(hidden);
        Assert.Equal((first.Id, "one", 2), (second.Id, second.Text, second.DequeueCount));
        Assert.Equal(first.InsertedAt, second.InsertedAt);
    }

    [Fact]
    public async Task Hiding_Longer_Gives_A_New_Receipt_And_Spoils_The_Old()
    {
        await SendAsync("one");
        var received = Assert.Single(await _queue.ReceiveAsync(1, Long, None));

        var renewed = await _queue.HideAsync(received, Long, None);

        Assert.NotNull(renewed);
        Assert.Equal(received with { PopReceipt = renewed.PopReceipt }, renewed);
        Assert.False(await _queue.DeleteAsync(received, None));
        Assert.Null(await _queue.HideAsync(received, Long, None));
        Assert.True(await _queue.DeleteAsync(renewed, None));
    }

    [Fact]
    public async Task Who_Lost_A_Message_To_Another_Receiver_Can_No_Longer_Delete_It()
    {
        await SendAsync("one");
        var first = Assert.Single(await _queue.ReceiveAsync(1, Long, None));
        await _queue.HideAsync(first, TimeSpan.Zero, None);
        var second = Assert.Single(await _queue.ReceiveAsync(1, Long, None));

        Assert.False(await _queue.DeleteAsync(first, None));
        Assert.True(await _queue.DeleteAsync(second, None));
    }

    [Fact]
    public async Task A_Delayed_Message_Is_There_But_Not_Yet_Seen()
    {
        await _queue.SendAsync("later", TimeSpan.FromDays(7), None);

        Assert.Empty(await _queue.ReceiveAsync(1, Long, None));
        Assert.Equal(1, await _queue.CountAsync(None));
    }

    [Theory]
    [InlineData('x', StorageLimits.QueueMessageBytes)]
    [InlineData('é', StorageLimits.QueueMessageBytes / 2)]
    [InlineData('<', StorageLimits.QueueMessageBytes)]
    public async Task A_Message_At_The_Limit_Is_Kept_And_One_Beyond_It_Refused(char character, int length)
    {
        await Assert.ThrowsAsync<StorageLimitException>(() => SendAsync(new string(character, length) + "+"));
        await SendAsync(new string(character, length));

        Assert.Equal(length, Assert.Single(await _queue.PeekAsync(32, None)).Text.Length);
    }

    [Theory]
    [InlineData(0x0)]
    [InlineData(0x1B)]
    [InlineData(0xD83D)]
    [InlineData(0xFFFF)]
    public async Task A_Message_That_Xml_Cannot_Carry_Is_Refused(int unit)
    {
        await Assert.ThrowsAsync<StorageLimitException>(() => SendAsync($"before {(char)unit} after"));

        Assert.Equal(0, await _queue.CountAsync(None));
    }

    [Fact]
    public async Task Counts_And_Times_Out_Of_Range_Are_Mistakes()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _queue.ReceiveAsync(0, Long, None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _queue.ReceiveAsync(33, Long, None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _queue.ReceiveAsync(1, TimeSpan.Zero, None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _queue.PeekAsync(33, None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _queue.SendAsync("x", TimeSpan.FromDays(8), None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _queue.SendAsync("x", TimeSpan.FromSeconds(-1), None));
    }

    private Task SendAsync(string text) => _queue.SendAsync(text, TimeSpan.Zero, None);
}
