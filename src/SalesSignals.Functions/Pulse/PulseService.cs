namespace SalesSignals.Functions.Pulse;

/// <summary>Keeps the pulse once a minute, where there is anything new, and before the process ends.</summary>
public sealed class PulseService(PulseKeeper keeper, TimeProvider time) : BackgroundService, IHostedLifecycleService
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>All of the app has nine seconds to end, and counts are the least of it.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    /// <summary>Counted first: the host may not wait for the end.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => FlushSoonAsync(cancellationToken);

    /// <summary>What was still under way while the app stopped.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => FlushSoonAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Pause, time, stoppingToken);
            await keeper.FlushAsync(stoppingToken);
        }
    }

    private async Task FlushSoonAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(StopLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        await keeper.FlushAsync(either.Token);
    }
}
