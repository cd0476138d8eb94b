namespace SalesSignals.Functions.Pulse;

/// <summary>Keeps the pulse once a minute, where there is anything new, and before the process ends.</summary>
public sealed class PulseService(PulseKeeper keeper, TimeProvider time) : BackgroundService, IHostedLifecycleService
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Counted first: the host may not wait for the end.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => keeper.FlushAsync(cancellationToken);

    /// <summary>What was still under way while the app stopped.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => keeper.FlushAsync(cancellationToken);

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
}
