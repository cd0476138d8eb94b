using System.Text.Json.Serialization;
using SalesSignals.Functions.Host;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Endpoints;

/// <summary>Says whether the app lives and can do its work.</summary>
public sealed partial class HealthEndpoints(Queues queues, Tables tables, TimeProvider time, ILogger<HealthEndpoints> logger)
{
    /// <summary>Anybody may ask, so storage is asked at most this often.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private Task<bool> _answer = Task.FromResult(false);
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    public async Task<IResult> GetAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var isReachable = await IsStorageReachableAsync();
        var health = new Health(Live: true, Ready: isReachable, Storage: isReachable ? "reachable" : "unreachable");
        var status = isReachable ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return TypedResults.Json(health, HealthJson.Default.Health, statusCode: status);
    }

    private Task<bool> IsStorageReachableAsync()
    {
        lock (_gate)
        {
            if (time.GetUtcNow() - _askedAt > Fresh)
            {
                (_askedAt, _answer) = (time.GetUtcNow(), AskStorageAsync());
            }

            return _answer;
        }
    }

    private async Task<bool> AskStorageAsync()
    {
        using var late = new CancellationTokenSource(Limit, time);
        try
        {
            await Task.WhenAll(queues.Deliveries.CountAsync(late.Token), tables.Settings.GetAsync("health", "health", late.Token));
            return true;
        }
#pragma warning disable CA1031 // Whatever keeps us from storage, the answer is "unreachable".
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

/// <summary>The body of <c>GET /api/health</c>.</summary>
internal sealed record Health(bool Live, bool Ready, string Storage);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Health))]
internal sealed partial class HealthJson : JsonSerializerContext;
