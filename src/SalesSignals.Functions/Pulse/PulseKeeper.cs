using SalesSignals.Events;
using SalesSignals.Functions.Host;
using SalesSignals.Pulse;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Pulse;

/// <summary>Brings what this process has counted into storage, and clears away what is old.</summary>
public sealed partial class PulseKeeper(
    SourcePulse pulse, PulseStore store, IReadOnlyList<CrmSource> sources, TimeProvider time, ILogger<PulseKeeper> logger)
{
    /// <summary>New with every start: a process that began at zero must not write over what the one before had counted in the same hour.</summary>
    private readonly string _instance = Guid.NewGuid().ToString("N")[..12];

    /// <summary>One write for each source and hour that has changed. What cannot be kept now is kept the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(pulse.Changed().Select(async changed =>
            {
                await store.KeepAsync(changed.Source, changed.Hour, _instance, cancellationToken);
                pulse.Kept(changed.Source, changed.Hour, time.GetUtcNow());
            }));
        }
#pragma warning disable CA1031 // Whatever the reason, it is told and tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NotKept(logger, FailureReason.Of(e));
        }
    }

    /// <summary>One read a source, unless there is something to delete.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            await store.PruneAsync(source.Name, time.GetUtcNow(), cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What the sources have sent could not be noted; this is tried again: {Reason}")]
        public static partial void NotKept(ILogger logger, string reason);
    }
}
