using SalesSignals.Functions.Host;
using SalesSignals.Functions.Pulse;
using SalesSignals.Outbox;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Telemetry;

/// <summary>Measures what nobody passes by: queues, sources and waiting mail. Runs only where metrics are sent.</summary>
public sealed partial class TelemetryWatch(
    Queues queues, SourceWatch sources, EmailOutbox outbox, TimeProvider time, ILogger<TelemetryWatch> logger) : BackgroundService
{
    /// <summary>Some ten storage operations each time.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        IQueue[] all = [queues.Deliveries, queues.DeliveriesPoison, queues.Work, queues.WorkPoison, queues.Emails, queues.EmailsPoison];
        foreach (var queue in all)
        {
            SalesMetrics.Queue(queue.Name, await queue.CountAsync(cancellationToken));
        }

        var now = time.GetUtcNow();
        foreach (var source in await sources.ReadAsync(cancellationToken))
        {
            SalesMetrics.Source(source.Name, now - source.Pulse.LastDeliveryAt, source.Silent is not null);
        }

        var (_, oldest) = await outbox.WaitingAsync(cancellationToken);
        SalesMetrics.OldestMail(oldest is { } since && since < now ? now - since : TimeSpan.Zero);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Measuring goes on when storage is back.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Log.NotMeasured(logger, FailureReason.Of(e));
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Queues, sources and waiting mail could not be measured; this is tried again: {Reason}")]
        public static partial void NotMeasured(ILogger logger, string reason);
    }
}
