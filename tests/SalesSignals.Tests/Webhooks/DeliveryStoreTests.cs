using System.Text;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Webhooks;

namespace SalesSignals.Tests.Webhooks;

public class DeliveryStoreTests
{
    private const int KiB = 1024;
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryTable _table = new();
    private readonly MemoryQueue _queue = new("deliveries");
    private readonly DeliveryStore _store;

    public DeliveryStoreTests() => _store = new(_table);

    public static TheoryData<int> Sizes() =>
    [
        0, 1, 255, 35 * KiB, (36 * KiB) - 200, 36 * KiB, 47 * KiB, 48 * KiB, 49 * KiB, (64 * KiB) - 1, 64 * KiB, (64 * KiB) + 1,
        (768 * KiB) - 1, 768 * KiB, (768 * KiB) + 1, KiB * KiB, 2 * KiB * KiB,
    ];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Bodies_That_Do_Not_Compress_Come_Back_As_They_Were(int size)
    {
        var delivery = Delivery(Incompressible(size));

        var message = await _store.KeepAsync(delivery, default);
        await _queue.SendAsync(message, TimeSpan.Zero, default);
        var read = await _store.ReadAsync(message, default);

        Assert.NotNull(read);
        Assert.True(read.Body.Span.SequenceEqual(delivery.Body.Span));
        Assert.Equal((delivery.Id, delivery.Source, delivery.ReceivedAt), (read.Id, read.Source, read.ReceivedAt));
        Assert.Equal("msg_1", read.Headers["webhook-id"]);
        Assert.Equal(size < 36 * KiB ? 0 : size <= 768 * KiB ? 1 : size <= 1536 * KiB ? 2 : 3, read.BodyRows);
    }

    [Theory]
    [InlineData(KiB)]
    [InlineData(64 * KiB)]
    [InlineData(2 * KiB * KiB)]
    public async Task Bodies_That_Compress_Travel_In_The_Message(int size)
    {
        var delivery = Delivery(Encoding.UTF8.GetBytes(new string('a', size)));

        var message = await _store.KeepAsync(delivery, default);
        var read = await _store.ReadAsync(message, default);

        Assert.InRange(message.Length, 1, 1024);
        Assert.True(read!.Body.Span.SequenceEqual(delivery.Body.Span));
        Assert.Empty(await Rows());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_Message_Fits_On_The_Poison_Queue_With_The_Longest_Reason(int size)
    {
        var message = await _store.KeepAsync(Delivery(Incompressible(size)), default);
        var poison = new PoisonMessage(new string('\u4f60', 500), Noon, message).Write();

        await _queue.SendAsync(poison, TimeSpan.Zero, default);

        Assert.InRange(Encoding.UTF8.GetByteCount(message), 1, 48 * KiB);
        Assert.Equal(message, PoisonMessage.Read(poison).Message);
    }

    [Fact]
    public async Task A_Body_That_Is_Too_Large_Is_Refused_Before_Anything_Is_Written()
    {
        var error = await Assert.ThrowsAsync<StorageLimitException>(() => _store.KeepAsync(Delivery(new byte[DeliveryStore.MaxBodyBytes + 1]), default));

        Assert.Contains("2097153 bytes", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Rows());
    }

    [Fact]
    public async Task A_Stored_Body_Is_Deleted_Once_Processed_And_The_Message_May_Come_Again()
    {
        var message = await _store.KeepAsync(Delivery(Incompressible(KiB * KiB)), default);
        var read = await _store.ReadAsync(message, default);

        await _store.DeleteBodyAsync(read!, default);
        await _store.DeleteBodyAsync(read!, default);

        Assert.Null(await _store.ReadAsync(message, default));
        Assert.All(await Rows(), row => Assert.DoesNotContain(row.Columns.Values, value => value is byte[]));
    }

    [Fact]
    public async Task Processing_A_Small_Delivery_Writes_Nothing()
    {
        var message = await _store.KeepAsync(Delivery("[]"u8.ToArray()), default);

        await _store.DeleteBodyAsync((await _store.ReadAsync(message, default))!, default);

        Assert.Empty(await Rows());
        Assert.NotNull(await _store.ReadAsync(message, default));
    }

    [Fact]
    public async Task A_Message_Whose_Body_Is_Gone_Says_So()
    {
        var delivery = Delivery(Incompressible(KiB * KiB));
        var message = await _store.KeepAsync(delivery, default);
        await _table.WriteAsync(new TableWrite.Delete(delivery.Id, "body|01", "*"), default);

        var error = await Assert.ThrowsAsync<UnreadableMessageException>(() => _store.ReadAsync(message, default));

        Assert.Equal($"The body of delivery {delivery.Id} is gone: 1 of its 2 rows are left.", error.Message);
    }

    [Fact]
    public async Task What_Is_Left_Of_Old_Deliveries_Is_Swept_And_Nothing_Newer()
    {
        var done = Delivery(Incompressible(KiB * KiB));
        var orphan = Delivery(Incompressible(64 * KiB));
        var recent = Delivery(Incompressible(64 * KiB)) with { ReceivedAt = Noon.AddDays(1) };
        await _store.DeleteBodyAsync((await _store.ReadAsync(await _store.KeepAsync(done, default), default))!, default);
        await _store.KeepAsync(orphan, default);
        var message = await _store.KeepAsync(recent, default);

        var swept = await _store.SweepAsync(Noon.AddDays(1), default);

        Assert.Equal(3, swept);
        Assert.Equal(recent.Id, Assert.Single(await Rows()).PartitionKey);
        Assert.NotNull(await _store.ReadAsync(message, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"name":"evaluate","version":1,"data":{}}""")]
    [InlineData("""{"name":"delivery","version":2,"data":{}}""")]
    [InlineData("""{"name":"delivery","version":1,"data":{}}""")]
    [InlineData("""{"name":"delivery","version":1,"data":null}""")]
    public async Task A_Text_That_Is_No_Delivery_Is_Unreadable(string text) =>
        await Assert.ThrowsAsync<UnreadableMessageException>(() => _store.ReadAsync(text, default));

    [Theory]
    [InlineData("\"length\":12", "\"length\":13")]
    [InlineData("\"length\":12", "\"length\":11")]
    [InlineData("\"length\":12", "\"length\":-1")]
    [InlineData("\"length\":12", "\"length\":2147483647")]
    [InlineData("\"encoding\":\"identity\"", "\"encoding\":\"gzip\"")]
    [InlineData("\"encoding\":\"identity\"", "\"encoding\":\"br\"")]
    [InlineData("\"body\":\"", "\"body\":\"=")]
    [InlineData("\"body\":\"", "\"other\":\"")]
    public async Task A_Message_That_Does_Not_Add_Up_Is_Unreadable(string part, string changed)
    {
        var message = await _store.KeepAsync(Delivery([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), default);
        Assert.Contains(part, message, StringComparison.Ordinal);

        await Assert.ThrowsAsync<UnreadableMessageException>(() => _store.ReadAsync(message.Replace(part, changed, StringComparison.Ordinal), default));
    }

    [Fact]
    public async Task A_Body_Never_Unpacks_To_More_Than_Its_Message_Claims()
    {
        var bomb = await _store.KeepAsync(Delivery(new byte[KiB * KiB]), default);
        var modest = bomb.Replace("\"length\":1048576", "\"length\":1000", StringComparison.Ordinal);

        Assert.InRange(bomb.Length, 1, KiB);
        await Assert.ThrowsAsync<UnreadableMessageException>(() => _store.ReadAsync(modest, default));
    }

    [Fact]
    public async Task Headers_Of_Any_Characters_Survive()
    {
        var delivery = Delivery("[]"u8.ToArray()) with { Headers = new Dictionary<string, string> { ["h"] = "\"<é\u0001🚀>&'\\" } };

        var message = await _store.KeepAsync(delivery, default);

        Assert.True(Ascii.IsValid(message));
        Assert.Equal("\"<é\u0001🚀>&'\\", (await _store.ReadAsync(message, default))!.Headers["h"]);
    }

    [Fact]
    public void Delivery_Ids_Sort_By_Time_And_Differ()
    {
        var ids = Enumerable.Range(0, 100).Select(second => DeliveryId.Create(Noon.AddSeconds(second))).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.NotEqual(DeliveryId.Create(Noon), DeliveryId.Create(Noon));
        Assert.Matches("^20261120T1200000000000Z-[0-9a-f]{16}$", DeliveryId.Create(Noon));
    }

    /// <summary>Messages that were queued before an upgrade must read after it: this one is as version 1 writes it.</summary>
    [Fact]
    public async Task A_Message_Of_Version_1_Reads_As_It_Was_Written()
    {
        const string Message = """
            {"name":"delivery","version":1,"data":{"source":"hubspot","id":"d1","receivedAt":"2026-11-20T12:00:00+00:00","headers":{"webhook-id":"m"},"encoding":"identity","length":2,"body":"W10","bodyRows":0}}
            """;

        var read = await _store.ReadAsync(Message, default);

        Assert.Equal(("d1", "hubspot", Noon, "m", "[]"), (read!.Id, read.Source, read.ReceivedAt, read.Headers["webhook-id"], Encoding.UTF8.GetString(read.Body.Span)));
    }

    private static Delivery Delivery(byte[] body) => new(
        DeliveryId.Create(Noon), "hubspot", Noon, new Dictionary<string, string> { ["webhook-id"] = "msg_1" }, body);

    private static byte[] Incompressible(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private async Task<List<TableRow>> Rows()
    {
        var rows = new List<TableRow>();
        await foreach (var page in _table.QueryAsync(new TableQuery(), default))
        {
            rows.AddRange(page);
        }

        return rows;
    }
}
