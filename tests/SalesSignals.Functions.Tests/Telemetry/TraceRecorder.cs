using System.Collections.Concurrent;
using System.Diagnostics;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Tests.Telemetry;

/// <summary>Keeps every span of SalesSignals that ends.</summary>
internal sealed class TraceRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public TraceRecorder()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == SalesTracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Ended => [.. _ended];

    public Activity One(string name) => Assert.Single(_ended, span => span.OperationName == name);

    public void Dispose() => _listener.Dispose();
}
