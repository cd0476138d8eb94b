using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Pulse;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Webhooks;

namespace SalesSignals.Tests.Webhooks;

public class WebhookReceiverTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryTable _table = new();
    private readonly MemoryQueue _queue = new("deliveries");
    private readonly SourcePulse _pulse = new();
    private WebhookVerdict _verdict = WebhookVerdict.Accepted;
    private WebhookSource _source;

    public WebhookReceiverTests() => _source = new()
    {
        Name = "crm",
        Kind = "Test",
        Verify = (_, now) => now == Noon ? _verdict : WebhookVerdict.TooOld,
        KeptHeaders = ["webhook-id"],
        Acknowledgement = new(202),
    };

    [Fact]
    public async Task What_Is_Proven_And_Well_Formed_Is_Stored_And_Can_Be_Read_Back()
    {
        var request = Request("""[{"a":1}]""", ("Webhook-Id", "msg_1"), ("Authorization", "Bearer secret"));

        var stored = Assert.IsType<ReceiveResult.Stored>(await Receiver().ReceiveAsync("crm", request, default));

        var delivery = await Queued();
        Assert.Equal((stored.DeliveryId, "crm", Noon), (delivery.Id, delivery.Source, delivery.ReceivedAt));
        Assert.Equal(202, stored.Acknowledgement.Status);
        Assert.Equal("""[{"a":1}]""", Encoding.UTF8.GetString(delivery.Body.Span));
        Assert.Equal(new Dictionary<string, string> { ["webhook-id"] = "msg_1" }, delivery.Headers);
        Assert.Equal((1, Noon), Assert.Single(_pulse.Changed()).Hour is var hour ? (hour.Deliveries, hour.LastDeliveryAt) : default);
    }

    [Fact]
    public async Task Sources_Are_Found_Whatever_The_Case_And_Others_Are_Unknown()
    {
        Assert.IsType<ReceiveResult.Stored>(await Receiver().ReceiveAsync("CRM", Request("[]"), default));
        Assert.IsType<ReceiveResult.UnknownSource>(await Receiver().ReceiveAsync("other", Request("[]"), default));
    }

    [Theory]
    [InlineData(WebhookVerdict.MissingSignature)]
    [InlineData(WebhookVerdict.SignatureMismatch)]
    [InlineData(WebhookVerdict.TooOld)]
    public async Task What_Is_Not_Proven_Is_Refused_And_Not_Stored(WebhookVerdict verdict)
    {
        _verdict = verdict;

        var result = await Receiver().ReceiveAsync("crm", Request("not json"), default);

        Assert.Equal(new ReceiveResult.Refused(verdict), result);
        Assert.Equal(0, await _queue.CountAsync(default));
        Assert.Equal([new(verdict.ToString(), 1)], Assert.Single(_pulse.Changed()).Hour.Refused);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"a":1,"a":2}""")]
    public async Task What_Is_Not_Json_Is_Refused_After_Its_Proof(string body)
    {
        var result = await Receiver().ReceiveAsync("crm", Request(body), default);

        Assert.NotEmpty(Assert.IsType<ReceiveResult.Malformed>(result).Reason);
        Assert.Equal(0, await _queue.CountAsync(default));
    }

    [Fact]
    public async Task A_Byte_Order_Mark_Is_Kept_For_It_Was_Signed()
    {
        await Receiver().ReceiveAsync("crm", Request("\uFEFF[]"), default);

        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'[', (byte)']'], (await Queued()).Body.ToArray());
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task Bodies_Are_Taken_Up_To_The_Limit(int size, bool taken)
    {
        var result = await Receiver(maxBodyBytes: 100).ReceiveAsync("crm", Request("[]".PadRight(size)), default);

        Assert.Equal(taken, result is ReceiveResult.Stored);
        Assert.Equal(!taken, result == new ReceiveResult.TooLarge(100));
    }

    [Fact]
    public async Task A_Body_That_Is_Too_Large_Is_Not_Even_Hashed()
    {
        _verdict = WebhookVerdict.SignatureMismatch;

        Assert.IsType<ReceiveResult.TooLarge>(await Receiver(maxBodyBytes: 1).ReceiveAsync("crm", Request("[]"), default));
    }

    [Theory]
    [InlineData(WebhookReceiver.DefaultMaxBodyBytes + 1, null, true)]
    [InlineData(DeliveryStore.MaxBodyBytes, null, true)]
    [InlineData(101, 100, false)]
    public async Task A_Source_May_Take_Larger_Bodies_Unless_All_Are_Limited(int size, int? maxBodyBytes, bool taken)
    {
        _source = _source with { MaxBodyBytes = DeliveryStore.MaxBodyBytes };
        var receiver = Receiver(maxBodyBytes: maxBodyBytes);

        Assert.Equal(taken, await receiver.ReceiveAsync("crm", Request("[]".PadRight(size)), default) is ReceiveResult.Stored);
        Assert.Equal(maxBodyBytes ?? DeliveryStore.MaxBodyBytes, receiver.MaxBodyBytes("CRM"));
        Assert.Equal(maxBodyBytes ?? WebhookReceiver.DefaultMaxBodyBytes, receiver.MaxBodyBytes("other"));
    }

    [Fact]
    public async Task A_Source_Checks_Its_Own_Form_And_What_It_Redacts_Is_Not_Stored()
    {
        _source = _source with
        {
            CheckForm = request => request.Body.Span.StartsWith("<"u8) ? null : "No XML.",
            Redact = body => body[..^"secret"u8.Length],
        };

        Assert.Equal(new ReceiveResult.Malformed("No XML."), await Receiver().ReceiveAsync("crm", Request("[]"), default));
        Assert.IsType<ReceiveResult.Stored>(await Receiver().ReceiveAsync("crm", Request("<a/>secret"), default));

        Assert.Equal("<a/>", Encoding.UTF8.GetString((await Queued()).Body.Span));
    }

    [Fact]
    public async Task A_Header_That_Would_Not_Fit_A_Message_Is_Refused() =>
        Assert.IsType<ReceiveResult.Malformed>(await Receiver().ReceiveAsync("crm", Request("[]", ("webhook-id", new string('m', 1025))), default));

    [Fact]
    public async Task A_Large_Body_Is_Durable_Before_Its_Message_Is_Queued()
    {
        var queue = new BrokenQueue(_queue);
        var body = $"[\"{Convert.ToBase64String(Noise(700_000))}\"]";

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Receiver(queue).ReceiveAsync("crm", Request(body), default));
        queue.IsBroken = false;
        var stored = Assert.IsType<ReceiveResult.Stored>(await Receiver(queue).ReceiveAsync("crm", Request(body), default));

        var delivery = await Queued();
        Assert.Equal(stored.DeliveryId, delivery.Id);
        Assert.Equal(body, Encoding.UTF8.GetString(delivery.Body.Span));
    }

    [Fact]
    public async Task What_Cannot_Be_Stored_Is_Never_Acknowledged() => await Assert.ThrowsAsync<StorageUnavailableException>(
        () => Receiver(new BrokenQueue(_queue)).ReceiveAsync("crm", Request("[]"), default));

    [Theory]
    [InlineData(0)]
    [InlineData(DeliveryStore.MaxBodyBytes + 1)]
    public void A_Limit_That_Storage_Could_Not_Keep_Is_Refused(int maxBodyBytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Receiver(maxBodyBytes: maxBodyBytes));

    private static WebhookRequest Request(string body, params (string Name, string Value)[] headers) => new(
        "POST",
        ["https://signals.example.com/api/webhooks/crm"],
        headers.ToDictionary(header => header.Name, header => (IReadOnlyList<string>)[header.Value], StringComparer.OrdinalIgnoreCase),
        Encoding.UTF8.GetBytes(body));

    private static byte[] Noise(int size)
    {
        var bytes = new byte[size];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private WebhookReceiver Receiver(IQueue? queue = null, int? maxBodyBytes = null) => new(
        [_source],
        new DeliveryStore(_table),
        queue ?? _queue,
        _pulse,
        new StoppedTime(),
        NullLogger<WebhookReceiver>.Instance,
        maxBodyBytes);

    private async Task<Delivery> Queued()
    {
        var message = Assert.Single(await _queue.PeekAsync(32, default));
        return (await new DeliveryStore(_table).ReadAsync(message.Text, default))!;
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Noon;
    }

    private sealed class BrokenQueue(IQueue queue) : IQueue
    {
        public bool IsBroken { get; set; } = true;

        public string Name => queue.Name;

        public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => queue.CreateIfNotExistsAsync(cancellationToken);

        public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken) =>
            IsBroken ? throw new StorageUnavailableException("The queue is down.") : queue.SendAsync(text, visibleAfter, cancellationToken);

        public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken) =>
            queue.ReceiveAsync(count, visibility, cancellationToken);

        public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken) => queue.PeekAsync(count, cancellationToken);

        public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) => queue.DeleteAsync(message, cancellationToken);

        public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
            queue.HideAsync(message, visibility, cancellationToken);

        public Task<int> CountAsync(CancellationToken cancellationToken) => queue.CountAsync(cancellationToken);
    }
}
