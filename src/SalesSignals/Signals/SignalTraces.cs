using System.Collections.Immutable;
using SalesSignals.Telemetry;

namespace SalesSignals.Signals;

/// <summary>What telemetry learns of signals: each that is new or worse remembers the trace it came from, and all changes are counted.</summary>
internal static class SignalTraces
{
    /// <summary>The same where nobody traces.</summary>
    public static Assessment Mark(Assessment assessed, DateTimeOffset now)
    {
        if (SalesTracing.Current is not { } trace || !assessed.Changes.Written.Any(raised => IsNews(raised, now)))
        {
            return assessed;
        }

        return assessed with
        {
            Deal = assessed.Deal with { Standing = Mark(assessed.Deal.Standing, now, trace) },
            Changes = new(Mark(assessed.Changes.Standing, now, trace), Mark(assessed.Changes.Written, now, trace)),
        };
    }

    public static void Count(WatchedDeal before, ImmutableArray<RaisedSignal> written)
    {
        foreach (var raised in written)
        {
            var was = before.Standing.FirstOrDefault(standing => standing.Signal.Kind == raised.Signal.Kind);
            if (!raised.IsStanding)
            {
                SalesMetrics.Signal(raised.Signal.Kind, "cleared");
            }
            else if (was is null || raised.WorsenedAt != was.WorsenedAt)
            {
                SalesMetrics.Signal(raised.Signal.Kind, was is null ? "raised" : "worsened");
            }
        }
    }

    private static ImmutableArray<RaisedSignal> Mark(ImmutableArray<RaisedSignal> signals, DateTimeOffset now, string trace) =>
        [.. signals.Select(raised => IsNews(raised, now) ? raised with { Trace = trace } : raised)];

    private static bool IsNews(RaisedSignal raised, DateTimeOffset now) => raised.IsStanding && (raised.WorsenedAt ?? raised.RaisedAt) == now;
}
