using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using SalesSignals.Events;
using SalesSignals.Pulse;
using SalesSignals.Storage;
using SalesSignals.Telemetry;
using SalesSignals.Webhooks;

namespace SalesSignals.Board;

/// <summary>
/// Brings a kept delivery into the deals it speaks of (the <c>deliveries</c> queue), and what it names and does not carry. May run
/// twice on the same message.
/// </summary>
public sealed partial class DeliveryProcessor(
    DeliveryStore deliveries,
    IEnumerable<CrmSource> sources,
    DealIntake intake,
    Hydration hydration,
    Forgetting forgetting,
    IQueue poison,
    SourcePulse pulse,
    TimeProvider time,
    ILogger<DeliveryProcessor> logger)
{
    private readonly FrozenDictionary<string, CrmSource> _sources = sources.ToFrozenDictionary(source => source.Name, StringComparer.Ordinal);

    /// <exception cref="UnreadableMessageException">The message can never be processed.</exception>
    public async Task ProcessAsync(string messageText, CancellationToken cancellationToken)
    {
        var message = NamedMessage.Read(messageText);
        await intake.RefreshAsync(cancellationToken);
        if (message.Name is HydrateMessage.Name)
        {
            var wanted = HydrateMessage.Read(message);
            await hydration.HydrateAsync(SourceToAsk(wanted.Source), wanted.Objects, wanted.ReceivedAt, wanted.Tries, cancellationToken);
        }
        else if (message.Name is ForgetMessage.Name)
        {
            var forget = ForgetMessage.Read(message);
            await forgetting.ForgetAsync(forget.Source, forget.Contacts, forget.Bucket, cancellationToken);
        }
        else if (await deliveries.ReadAsync(messageText, cancellationToken) is { } delivery)
        {
            await ProcessAsync(delivery, cancellationToken);
        }
    }

    private async Task ProcessAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        using var step = SalesTracing.Step("apply delivery")
            ?.SetTag("salessignals.source", delivery.Source).SetTag("salessignals.delivery", delivery.Id);
        var source = Source(delivery.Source);
        var translation = source.Translate(delivery);

        // First of all: a deal that cannot be written is no reason to keep a person's data.
        await forgetting.StartAsync(source.Name, translation.Forgotten, cancellationToken);
        await ApplyAsync(source, translation, delivery.ReceivedAt, cancellationToken);
        await SetAsideAsync(delivery, translation.Unreadable, cancellationToken);
        await deliveries.DeleteBodyAsync(delivery, cancellationToken);
        var lastEventAt = translation.Events.Max(happened => (DateTimeOffset?)happened.OccurredAt);
        SalesMetrics.Events(source.Name, translation.Events.Count, translation.Ignored, translation.Unreadable.Count);
        SalesMetrics.Applied(source.Name, lastEventAt, delivery.ReceivedAt, time.GetUtcNow());
        pulse.Applied(source.Name, translation.Events.Count, lastEventAt, delivery.ReceivedAt, time.GetUtcNow());
        Log.Processed(logger, delivery.Id, delivery.Source, translation.Events.Count, translation.Ignored, translation.Unreadable.Count);
    }

    private async Task ApplyAsync(CrmSource source, Translation translation, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var wanted = translation.Wanted.ToList();
        try
        {
            var strangers = await intake.ApplyAsync(source.Name, translation.Events, cancellationToken);
            wanted.AddRange(strangers.Select(id => new CrmObject(CrmObjectKind.Deal, id)));
        }
        catch (PartlyFailedException)
        {
            // A deal that cannot be written is no reason not to ask for others.
            await hydration.HydrateAsync(source, wanted, receivedAt, tries: 0, cancellationToken);
            throw;
        }

        await hydration.HydrateAsync(source, wanted, receivedAt, tries: 0, cancellationToken);
    }

    private CrmSource Source(string name) => _sources.GetValueOrDefault(name)
        ?? throw new UnreadableMessageException($"No source '{name}' is configured any more; configure it again and redrive.");

    private CrmSource SourceToAsk(string name) => Source(name) is { Client: not null } source
        ? source
        : throw new UnreadableMessageException($"Source '{name}' has no access token any more; set Sources__{name}__AccessToken again and redrive.");

    /// <summary>What could not be read waits in poison as a delivery of its own, with its reason.</summary>
    private async Task SetAsideAsync(Delivery delivery, IReadOnlyList<UnreadableEvent> unreadable, CancellationToken cancellationToken)
    {
        for (var i = 0; i < unreadable.Count; i++)
        {
            var alone = delivery with { Id = FormattableString.Invariant($"{delivery.Id}-{i}"), Body = unreadable[i].Body, BodyRows = 0 };
            var message = new PoisonMessage(unreadable[i].Reason, time.GetUtcNow(), await deliveries.KeepAsync(alone, cancellationToken));
            await poison.SendAsync(message.Write(), TimeSpan.Zero, cancellationToken);
            Log.SetAside(logger, delivery.Id, delivery.Source, unreadable[i].Reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {DeliveryId} of {Source}: {Events} events applied, {Ignored} ignored, {SetAside} set aside.")]
        public static partial void Processed(ILogger logger, string deliveryId, string source, int events, int ignored, int setAside);

        [LoggerMessage(Level = LogLevel.Warning, Message = "An event of delivery {DeliveryId} of {Source} was set aside: {Reason}")]
        public static partial void SetAside(ILogger logger, string deliveryId, string source, string reason);
    }
}
