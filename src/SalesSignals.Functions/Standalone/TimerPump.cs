using SalesSignals.Functions.Host;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Standalone;

/// <summary>
/// Fires the timer functions while this process holds the lease. Missed ticks fire once; a tick whose run was cut short by the end of a
/// process fires again in the next, and one that failed waits for its next tick, as under the Functions host.
/// </summary>
public sealed partial class TimerPump(
    FunctionCatalog catalog, FunctionRunner runner, TimerLease lease, TimeProvider time, ILogger<TimerPump> logger) : BackgroundService
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly TimerRun[] _timers = [.. catalog.Of<FunctionTrigger.Timer>().Select(trigger => new TimerRun(trigger))];
    private readonly Backoff _backoff = new(Shortest, Longest);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var giveUp = new CancellationTokenSource();
        while (!stoppingToken.IsCancellationRequested)
        {
            var (pause, isHolder) = await StepAsync(giveUp.Token);
            using var woken = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny([Task.Delay(pause, time, woken.Token), .. isHolder ? Running() : []]);
            await woken.CancelAsync();
        }

        await FinishAsync(giveUp);
    }

    /// <summary>Keeps the lease, notes what has ended, starts what is due, and says how long nothing is to be done.</summary>
    private async Task<(TimeSpan Pause, bool IsHolder)> StepAsync(CancellationToken giveUp)
    {
        try
        {
            var isHolder = await lease.HoldAsync(CancellationToken.None) && await SettleAsync();
            _backoff.Reset();
            return (isHolder ? StartDue(giveUp) : UntilLeaseIsFree(), isHolder);
        }
#pragma warning disable CA1031 // Storage comes back; until then the timers wait. What is missed fires then, once.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NoLease(logger, FailureReason.Of(e));
            lease.Forget();
#pragma warning disable CA5394 // Spreads calls over time; nothing secret.
            return (_backoff.Next(Random.Shared.NextDouble()), false);
#pragma warning restore CA5394
        }
    }

    /// <summary>Notes runs that have ended. A timer that was never seen counts from now on.</summary>
    private async Task<bool> SettleAsync()
    {
        var fired = new Dictionary<string, DateTimeOffset>();
        foreach (var timer in _timers)
        {
            if (timer.EndedRun is { } startedAt)
            {
                fired[timer.Name] = startedAt;
            }
            else if (lease.FiredAt(timer.Name) is null)
            {
                fired[timer.Name] = time.GetUtcNow();
            }
        }

        if (fired.Count > 0 && !await lease.MarkAsync(fired, CancellationToken.None))
        {
            return false;
        }

        foreach (var timer in _timers.Where(timer => timer.EndedRun is not null))
        {
            timer.Settle();
        }

        return true;
    }

    private TimeSpan StartDue(CancellationToken giveUp)
    {
        var now = time.GetUtcNow();
        var next = lease.LookAgainAt;
        foreach (var timer in _timers.Where(timer => timer.Running is null))
        {
            // The lease may have to be read again first.
            if (lease.FiredAt(timer.Name) is not { } firedAt)
            {
                return TimeSpan.Zero;
            }

            if (timer.Schedule.IsDue(firedAt, now))
            {
                timer.Start(now, Task.Run(() => RunAsync(timer, timer.Schedule.IsPastDue(firedAt, now), giveUp), CancellationToken.None));
            }
            else if (timer.Schedule.Next(firedAt) is var tick && tick < next)
            {
                next = tick;
            }
        }

        return next > now ? next - now : TimeSpan.Zero;
    }

    private Task<FunctionOutcome> RunAsync(TimerRun timer, bool isPastDue, CancellationToken giveUp)
    {
        Log.Fires(logger, timer.Name, isPastDue);
        return runner.RunAsync(timer.Trigger, new FunctionCall(timer.Name, null, 0, isPastDue), giveUp);
    }

    private IEnumerable<Task> Running() => _timers.Select(timer => timer.Running).OfType<Task>();

    private TimeSpan UntilLeaseIsFree()
    {
        var pause = lease.LookAgainAt - time.GetUtcNow();
        return pause < Shortest ? Shortest : pause > Longest ? Longest : pause;
    }

    private async Task FinishAsync(CancellationTokenSource giveUp)
    {
        var all = Task.WhenAll(Running());
        if (await Task.WhenAny(all, Task.Delay(QueuePump.StopGrace, time, CancellationToken.None)) != all)
        {
            await giveUp.CancelAsync();
        }

        await all.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await SettleAsync();
            await lease.ReleaseAsync(CancellationToken.None);
        }
#pragma warning disable CA1031 // The lease ends by itself.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NoLease(logger, FailureReason.Of(e));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Timer {Function} fires, past due: {IsPastDue}.")]
        public static partial void Fires(ILogger logger, string function, bool isPastDue);

        [LoggerMessage(LogLevel.Error, "The lease of the timers could not be read or written; this is tried again: {Reason}")]
        public static partial void NoLease(ILogger logger, string reason);
    }
}
