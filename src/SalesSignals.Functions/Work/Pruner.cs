using SalesSignals.Deals;
using SalesSignals.Outbox;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Teams;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Work;

/// <summary>
/// Deletes what is older than it is kept, an hour's piece at a time: one bucket of deals each hour, the rest once a day. A piece that is not
/// done in time is left for its next turn.
/// </summary>
public sealed partial class Pruner(Tables tables, Queues queues, DealAssessors assessors, TimeProvider time, ILogger<Pruner> logger)
{
    /// <summary>A function may run for five minutes.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(3);

    /// <summary>The hour (UTC) in which messages, poison and forecasts are looked at.</summary>
    private const int DailyHour = 3;

    private const int MostPoison = 10_000;

    private readonly HistoryPruning _history = new(tables.Deals, time);
    private readonly OutboxPruning _outbox = new(tables.Outbox, time);
    private readonly ForecastStore _forecasts = new(tables.Cursor);

    /// <summary>Whose turn it is in an hour: each bucket's every 64 hours.</summary>
    public static int BucketAt(DateTimeOffset now) => (int)(now.ToUnixTimeSeconds() / 3600 % DealKeys.Buckets);

    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var keep = (await assessors.CurrentAsync(cancellationToken)).Settings.Retention;
        var bucket = BucketAt(now);
        var (events, isAll) = await _history.PruneAsync(bucket, now.AddDays(-keep.HistoryDays), now + Budget, cancellationToken);
        SalesMetrics.Pruned("events", events);
        if (events > 0 || !isAll)
        {
            Log.Events(logger, events, bucket, keep.HistoryDays, isAll);
        }

        if (now.UtcDateTime.Hour == DailyHour)
        {
            await PruneRestAsync(keep, now, cancellationToken);
        }
    }

    private async Task PruneRestAsync(RetentionSettings keep, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var messages = await _outbox.PruneAsync(now.AddDays(-keep.MessageDays), now + Budget, cancellationToken);
        var forecasts = await _forecasts.PruneAsync(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-keep.ForecastDays), cancellationToken);
        var poison = 0;
        foreach (var queue in new[] { queues.DeliveriesPoison, queues.WorkPoison, queues.EmailsPoison })
        {
            poison += await queue.PruneAsync(now.AddDays(-keep.PoisonDays), MostPoison, cancellationToken);
        }

        SalesMetrics.Pruned("messages", messages);
        SalesMetrics.Pruned("forecasts", forecasts);
        SalesMetrics.Pruned("poison", poison);
        if (poison > 0)
        {
            Log.Poison(logger, poison, keep.PoisonDays);
        }

        if (messages + forecasts > 0)
        {
            Log.Rest(logger, messages, forecasts);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Events} events of bucket {Bucket} were deleted: they are older than {Days} days. All of them: {IsAll}.")]
        public static partial void Events(ILogger logger, int events, int bucket, int days, bool isAll);

        [LoggerMessage(LogLevel.Warning, "{Messages} messages were deleted from poison queues: nobody came for them in {Days} days.")]
        public static partial void Poison(ILogger logger, int messages, int days);

        [LoggerMessage(LogLevel.Information, "{Messages} old messages and {Forecasts} old forecasts were deleted.")]
        public static partial void Rest(ILogger logger, int messages, int forecasts);
    }
}
