using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Webhooks;

namespace SalesSignals.Board;

/// <summary>Brings a kept delivery into the deals it speaks of (the <c>deliveries</c> queue). May run twice on the same message.</summary>
public sealed partial class DeliveryProcessor(
    DeliveryStore deliveries,
    IEnumerable<CrmSource> sources,
    DealAssessors assessors,
    DealDesk desk,
    IQueue poison,
    TimeProvider time,
    ILogger<DeliveryProcessor> logger)
{
    private const int DealsAtOnce = 8;

    private readonly FrozenDictionary<string, CrmSource> _sources = sources.ToFrozenDictionary(source => source.Name, StringComparer.Ordinal);

    /// <exception cref="UnreadableMessageException">The message can never be processed.</exception>
    public async Task ProcessAsync(string messageText, CancellationToken cancellationToken)
    {
        if (await deliveries.ReadAsync(messageText, cancellationToken) is not { } delivery)
        {
            return;
        }

        var source = _sources.GetValueOrDefault(delivery.Source)
            ?? throw new UnreadableMessageException($"No source '{delivery.Source}' is configured any more; configure it again and redrive.");
        var translation = source.Translate(delivery);
        await ApplyAsync(source, translation.Events, cancellationToken);
        await SetAsideAsync(delivery, translation.Unreadable, cancellationToken);
        await deliveries.DeleteBodyAsync(delivery, cancellationToken);
        Log.Processed(logger, delivery.Id, delivery.Source, translation.Events.Count, translation.Ignored, translation.Unreadable.Count);
    }

    private async Task ApplyAsync(CrmSource source, IReadOnlyList<CanonicalEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return;
        }

        var moment = await assessors.CurrentAsync(cancellationToken);
        await Independently.DoAsync(
            events.GroupBy(happened => happened.DealId).ToAsyncEnumerable(),
            DealsAtOnce,
            (deal, cancel) => desk.ApplyAsync(new(source.Name, deal.Key), [.. deal], moment.Assessor, cancel),
            cancellationToken);
    }

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
