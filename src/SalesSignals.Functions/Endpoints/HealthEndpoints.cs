using SalesSignals.Functions.Host;
using SalesSignals.Functions.Pulse;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Endpoints;

/// <summary>Says whether the app lives and can do its work, and whether its sources still speak.</summary>
public sealed partial class HealthEndpoints(Queues queues, Tables tables, SourceWatch watch, TimeProvider time, ILogger<HealthEndpoints> logger)
{
    /// <summary>Anybody may ask, so storage is asked at most this often.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private Task<Health> _answer = Task.FromResult(Health.Unreachable);
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    public async Task<IResult> GetAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var health = await HealthAsync();

        // A silent source or a full queue is no reason to restart the app or to take it out of a balancer.
        var status = health.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return TypedResults.Json(health, HealthJson.Default.Health, statusCode: status);
    }

    private Task<Health> HealthAsync()
    {
        lock (_gate)
        {
            if (time.GetUtcNow() - _askedAt > Fresh)
            {
                (_askedAt, _answer) = (time.GetUtcNow(), AskAsync());
            }

            return _answer;
        }
    }

    private async Task<Health> AskAsync()
    {
        using var late = new CancellationTokenSource(Limit, time);
        var deliveries = CountAsync(queues.Deliveries, late.Token);
        if (!await IsReachableAsync(Task.WhenAll(deliveries, tables.Settings.GetAsync("health", "health", late.Token))))
        {
            return Health.Unreachable;
        }

        var details = Task.WhenAll(
            DescribeAsync(queues.Deliveries.Name, deliveries, queues.DeliveriesPoison, late.Token),
            DescribeAsync(queues.Work.Name, CountAsync(queues.Work, late.Token), queues.WorkPoison, late.Token),
            DescribeAsync(queues.Emails.Name, CountAsync(queues.Emails, late.Token), queues.EmailsPoison, late.Token));
        var sources = watch.ReadAsync(late.Token);
        return await IsReachableAsync(Task.WhenAll(details, sources))
            ? Health.Reachable with { Queues = await details, Sources = [.. (await sources).Select(source => SourceHealth.Of(source, time.GetUtcNow()))] }
            : Health.Reachable;
    }

    private static async Task<int> CountAsync(IQueue queue, CancellationToken cancellationToken) => await queue.CountAsync(cancellationToken);

    private static async Task<QueueHealth> DescribeAsync(string name, Task<int> waiting, IQueue poison, CancellationToken cancellationToken)
    {
        var poisoned = await poison.CountAsync(cancellationToken);
        return new(name, await waiting, poisoned);
    }

    private async Task<bool> IsReachableAsync(Task asked)
    {
        try
        {
            await asked;
            return true;
        }
#pragma warning disable CA1031 // Whatever keeps us from storage, the answer is that it cannot be reached.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Unreachable(logger, FailureReason.Of(e));
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage cannot be reached: {Reason}")]
        public static partial void Unreachable(ILogger logger, string reason);
    }
}
