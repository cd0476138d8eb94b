using System.Diagnostics;

namespace SalesSignals.Telemetry;

/// <summary>
/// One trace from a webhook to the email that it led to. The trace travels with queue messages, signals and outbox rows as a W3C
/// <c>traceparent</c>. Where nobody listens nothing is made, and nothing is written.
/// </summary>
public static class SalesTracing
{
    public const string SourceName = "SalesSignals";

    /// <summary>A digest may tell of hundreds of signals; more links than this help nobody.</summary>
    private const int MostLinks = 16;

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The trace that is going on, as a <c>traceparent</c>; null where nobody traces.</summary>
    public static string? Current => Source.HasListeners() && Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>A step of what is going on.</summary>
    public static Activity? Step(string name) => Source.StartActivity(name);

    /// <summary>Starts what a queue message asks for, in the trace of who sent it. Who calls us (the Functions host) is linked.</summary>
    /// <param name="trace">The message's; null where it has none.</param>
    public static Activity? Receive(string name, string? trace) => Continue(name, ActivityKind.Consumer, trace is null ? [] : [trace]);

    /// <summary>Starts what several traces led to: goes on with the first, and is linked with the others.</summary>
    public static Activity? Gather(string name, IEnumerable<string?> traces) =>
        Source.HasListeners() ? Continue(name, ActivityKind.Internal, [.. traces.OfType<string>().Distinct().Take(MostLinks)]) : null;

    private static Activity? Continue(string name, ActivityKind kind, IReadOnlyList<string> traces)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var contexts = traces.Select(Parse).Where(context => context != default).ToList();
        if (contexts.Count == 0)
        {
            return Source.StartActivity(name, kind);
        }

        var links = contexts.Skip(1).ToList();
        if (Activity.Current is { } current && current.TraceId != contexts[0].TraceId)
        {
            links.Add(current.Context);
        }

        return Source.StartActivity(name, kind, contexts[0], links: links.Select(context => new ActivityLink(context)));
    }

    private static ActivityContext Parse(string trace) => ActivityContext.TryParse(trace, traceState: null, isRemote: true, out var context) ? context : default;
}
