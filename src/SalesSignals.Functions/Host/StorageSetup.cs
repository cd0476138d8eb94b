using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Host;

/// <summary>
/// Creates tables and queues. The app starts even if storage is down: it then answers that it cannot store, and goes on trying.
/// </summary>
public sealed partial class StorageSetup(Tables tables, Queues queues, TimeProvider time, ILogger<StorageSetup> logger) : BackgroundService
{
    private static readonly TimeSpan FirstLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private bool _isDone;

    /// <summary>The first webhook or message shall find its queue, so the first try is waited for.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(FirstLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        _isDone = await TryCreateAsync(either.Token);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_isDone)
        {
            await Task.Delay(Pause, time, stoppingToken);
            _isDone = await TryCreateAsync(stoppingToken);
        }
    }

    private async Task<bool> TryCreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(tables.CreateAsync(cancellationToken), queues.CreateAsync(cancellationToken));
            return true;
        }
#pragma warning disable CA1031 // Whatever the reason, it is told and tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NotCreated(logger, FailureReason.Of(e));
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Tables and queues could not be created; this is tried again: {Reason}")]
        public static partial void NotCreated(ILogger logger, string reason);
    }
}
