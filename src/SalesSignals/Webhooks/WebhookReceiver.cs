using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using SalesSignals.Pulse;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Webhooks;

/// <summary>
/// Takes webhooks in: proves their origin, checks their form and makes them durable. Nothing else happens before the acknowledgement,
/// because senders allow a few seconds and cold starts take some of them.
/// </summary>
public sealed partial class WebhookReceiver
{
    public const int DefaultMaxBodyBytes = 1024 * 1024;

    /// <summary>What translation needs of the headers is an id or two; more than this is no sender we know.</summary>
    private const int MaxKeptHeaderLength = 1024;

    private readonly FrozenDictionary<string, WebhookSource> _sources;
    private readonly DeliveryStore _store;
    private readonly IQueue _deliveries;
    private readonly SourcePulse _pulse;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookReceiver> _logger;
    private readonly int? _maxBodyBytes;

    /// <param name="maxBodyBytes">
    /// The largest body taken of any source, at most <see cref="DeliveryStore.MaxBodyBytes"/>; null for what each source needs.
    /// </param>
    public WebhookReceiver(
        IEnumerable<WebhookSource> sources,
        DeliveryStore store,
        IQueue deliveries,
        SourcePulse pulse,
        TimeProvider time,
        ILogger<WebhookReceiver> logger,
        int? maxBodyBytes = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBodyBytes ?? 1, DeliveryStore.MaxBodyBytes, nameof(maxBodyBytes));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBodyBytes ?? 1, nameof(maxBodyBytes));
        _sources = sources.ToFrozenDictionary(source => source.Name, StringComparer.OrdinalIgnoreCase);
        (_store, _deliveries, _pulse, _time, _logger, _maxBodyBytes) = (store, deliveries, pulse, time, logger, maxBodyBytes);
    }

    /// <summary>The limit that an endpoint enforces already while it reads.</summary>
    public int MaxBodyBytes(string sourceName) =>
        _maxBodyBytes ?? (_sources.TryGetValue(sourceName, out var source) ? source.MaxBodyBytes : DefaultMaxBodyBytes);

    /// <exception cref="StorageUnavailableException">It could not be made durable: the sender must be told to try again.</exception>
    public async Task<ReceiveResult> ReceiveAsync(string sourceName, WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var step = SalesTracing.Step("receive webhook");
        if (!_sources.TryGetValue(sourceName, out var source))
        {
            SalesMetrics.Webhook(source: null, "unknown-source");
            return new ReceiveResult.UnknownSource();
        }

        var now = _time.GetUtcNow();
        step?.SetTag("salessignals.source", source.Name);
        if (Check(source, request, now) is { } refusal)
        {
            SalesMetrics.Webhook(source.Name, RefusalName.Of(refusal));
            _pulse.Refused(source.Name, RefusalName.Of(refusal), now);
            return refusal;
        }

        var delivery = new Delivery(DeliveryId.Create(now), source.Name, now, KeptHeaders(source, request), source.Redact(request.Body));
        step?.SetTag("salessignals.delivery", delivery.Id);
        await KeepAsync(delivery, cancellationToken).ConfigureAwait(false);
        SalesMetrics.Webhook(source.Name, "stored");
        _pulse.Accepted(source.Name, now);
        Log.Stored(_logger, delivery.Id, source.Name, request.Body.Length);
        return new ReceiveResult.Stored(delivery.Id, source.Acknowledge?.Invoke(request) ?? source.Acknowledgement);
    }

    /// <summary>The headers that grant a sender's wish to deliver to a source; null where it is not granted, or there is no such source.</summary>
    public IReadOnlyDictionary<string, string>? Handshake(string sourceName, WebhookRequest request) =>
        _sources.TryGetValue(sourceName, out var source) ? source.Handshake?.Invoke(request) : null;

    private async Task KeepAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            var message = await _store.KeepAsync(delivery, cancellationToken).ConfigureAwait(false);
            await _deliveries.SendAsync(message, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            SalesMetrics.Webhook(delivery.Source, "not-stored");
            throw;
        }
    }

    private ReceiveResult? Check(WebhookSource source, WebhookRequest request, DateTimeOffset now)
    {
        var maxBytes = MaxBodyBytes(source.Name);
        if (request.Body.Length > maxBytes)
        {
            Log.TooLarge(_logger, source.Name, request.Body.Length);
            return new ReceiveResult.TooLarge(maxBytes);
        }

        var verdict = source.Verify(request, now);
        if (verdict is not WebhookVerdict.Accepted)
        {
            Log.Refused(_logger, source.Name, verdict);
            return new ReceiveResult.Refused(verdict, source.Challenge);
        }

        if (source.CheckHeaders?.Invoke(request) is { } refusal)
        {
            Log.WrongHeaders(_logger, source.Name, refusal.GetType().Name);
            return refusal;
        }

        return Problem(source, request) is { } problem ? Malformed(source, problem) : null;
    }

    private ReceiveResult.Malformed Malformed(WebhookSource source, string problem)
    {
        Log.Malformed(_logger, source.Name, problem);
        return new(problem);
    }

    private static string? Problem(WebhookSource source, WebhookRequest request) =>
        source.KeptHeaders.FirstOrDefault(name => request.Header(name)?.Length > MaxKeptHeaderLength) is { } name
            ? $"The header {name} is longer than {MaxKeptHeaderLength} characters."
            : source.CheckForm(request);

    private static Dictionary<string, string> KeptHeaders(WebhookSource source, WebhookRequest request)
    {
        var kept = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in source.KeptHeaders)
        {
            if (request.Header(name) is { } value)
            {
                kept[name] = value;
            }
        }

        return kept;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Delivery {DeliveryId} of {Source} is stored, {Bytes} bytes.")]
        public static partial void Stored(ILogger logger, string deliveryId, string source, int bytes);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook for {Source} was refused: {Verdict}.")]
        public static partial void Refused(ILogger logger, string source, WebhookVerdict verdict);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook of {Source} was refused for its headers: {Outcome}.")]
        public static partial void WrongHeaders(ILogger logger, string source, string outcome);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook of {Source} was refused, it is malformed: {Problem}")]
        public static partial void Malformed(ILogger logger, string source, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook for {Source} was refused, its {Bytes} bytes are too many.")]
        public static partial void TooLarge(ILogger logger, string source, int bytes);
    }
}
