using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SalesSignals.Telemetry;

/// <summary>
/// What SalesSignals measures of itself. docs/operate.md says what each means. Tags are kinds, outcomes and names from the configuration:
/// nothing that came from outside, and nothing of a person or a deal. Where nobody listens a measurement is one comparison.
/// </summary>
public static class SalesMetrics
{
    public const string MeterName = "SalesSignals";

    private static readonly Meter Meter = new(MeterName);

    private static readonly InstrumentAdvice<double> Waits = new()
    {
        HistogramBucketBoundaries = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 4 * 3600, 24 * 3600],
    };

    private static readonly InstrumentAdvice<double> Calls = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<double> Runs = new()
    {
        HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
    };

    private static readonly InstrumentAdvice<double> Computations = new()
    {
        HistogramBucketBoundaries = [0.000001, 0.000002, 0.000005, 0.00001, 0.00002, 0.00005, 0.0001, 0.0005, 0.001, 0.01],
    };

    private static readonly Counter<long> WebhooksTaken = Meter.CreateCounter<long>(
        "salessignals.webhooks", "{webhook}", "Webhooks by what became of them.");

    private static readonly Counter<long> EventsTold = Meter.CreateCounter<long>(
        "salessignals.events", "{event}", "Events in webhooks by what became of them.");

    private static readonly Histogram<double> EventLags = Meter.CreateHistogram(
        "salessignals.event.lag", "s", "From the latest change a webhook tells, by the CRM's clock, to its receipt.", null, Waits);

    private static readonly Histogram<double> DeliveryLags = Meter.CreateHistogram(
        "salessignals.delivery.lag", "s", "From the receipt of a webhook until its events are in the deals.", null, Waits);

    private static readonly Counter<long> Hydrations = Meter.CreateCounter<long>(
        "salessignals.hydrations", "{read}", "Reads of the CRM's API for what webhooks name and do not carry.");

    private static readonly Counter<long> ReconcileDifferences = Meter.CreateCounter<long>(
        "salessignals.reconcile.differences", "{difference}", "What the CRM knew and no webhook had told.");

    private static readonly Counter<long> SignalChanges = Meter.CreateCounter<long>(
        "salessignals.signals", "{signal}", "Signals of deals that were raised, got worse, or were cleared.");

    private static readonly Histogram<double> RuleDurations = Meter.CreateHistogram(
        "salessignals.rules.duration", "s", "All rules over one deal.", null, Computations);

    private static readonly Counter<long> Mails = Meter.CreateCounter<long>(
        "salessignals.mail", "{message}", "Steps of messages on their way out.");

    private static readonly Histogram<double> MailDelays = Meter.CreateHistogram(
        "salessignals.mail.delay", "s", "From the composing of a message until the mail service has it.", null, Waits);

    private static readonly Gauge<double> OutboxOldest = Meter.CreateGauge<double>(
        "salessignals.outbox.oldest", "s", "Age of the oldest message that is neither sent nor given up; 0 where there is none.");

    private static readonly Histogram<double> StorageDurations = Meter.CreateHistogram(
        "salessignals.storage.duration", "s", "Operations on tables and queues; their number is what storage bills.", null, Calls);

    private static readonly Gauge<long> QueueMessages = Meter.CreateGauge<long>(
        "salessignals.queue.messages", "{message}", "About how many messages a queue holds, hidden ones included.");

    private static readonly Gauge<double> ClockSkews = Meter.CreateGauge<double>(
        "salessignals.clock.skew", "s", "How far a peer's clock is ahead of ours, behind where negative.");

    private static readonly Gauge<double> SourceQuiet = Meter.CreateGauge<double>(
        "salessignals.source.quiet", "s", "Since the last webhook of a source.");

    private static readonly Gauge<int> SourceSilent = Meter.CreateGauge<int>(
        "salessignals.source.silent", "{source}", "1 where a source is silent for longer than is usual (silent-source), else 0.");

    private static readonly Histogram<double> FunctionDurations = Meter.CreateHistogram(
        "salessignals.function.duration", "s", "Runs of queue and timer functions.", null, Runs);

    private static readonly Counter<long> PrunedRows = Meter.CreateCounter<long>(
        "salessignals.pruned", "{row}", "What was deleted because it is older than it is kept.");

    /// <summary>Whether anybody wants to know how long rules take.</summary>
    public static bool TimesRules => RuleDurations.Enabled;

    /// <summary>Whether anybody wants to know how long storage takes.</summary>
    public static bool TimesStorage => StorageDurations.Enabled;

    /// <summary>Whether anybody wants to know how clocks differ.</summary>
    public static bool ComparesClocks => ClockSkews.Enabled;

    /// <param name="source">A configured name; null where there is no source of the name asked for.</param>
    public static void Webhook(string? source, string outcome) => WebhooksTaken.Add(1, new("source", source ?? "(unknown)"), new("outcome", outcome));

    public static void Events(string source, int applied, int ignored, int unreadable)
    {
        if (EventsTold.Enabled)
        {
            Add(EventsTold, applied, "source", source, "outcome", "applied");
            Add(EventsTold, ignored, "source", source, "outcome", "ignored");
            Add(EventsTold, unreadable, "source", source, "outcome", "unreadable");
        }
    }

    /// <param name="lastEventAt">By the CRM's clock: later than its own webhook it can only be where that clock is ahead.</param>
    public static void Applied(string source, DateTimeOffset? lastEventAt, DateTimeOffset receivedAt, DateTimeOffset now)
    {
        DeliveryLags.Record(Math.Max(0, (now - receivedAt).TotalSeconds), new KeyValuePair<string, object?>("source", source));
        if (lastEventAt is { } at)
        {
            EventLags.Record(Math.Max(0, (receivedAt - at).TotalSeconds), new KeyValuePair<string, object?>("source", source));
            if (at > receivedAt)
            {
                ClockSkew(source, at - receivedAt);
            }
        }
    }

    public static void Hydration(string source, string outcome) => Hydrations.Add(1, new("source", source), new("outcome", outcome));

    public static void ReconcileDifference(string source, string what, long count) =>
        Add(ReconcileDifferences, count, "source", source, "what", what);

    public static void Signal(string kind, string change) => SignalChanges.Add(1, new("kind", kind), new("change", change));

    public static void RulesTook(long since) => RuleDurations.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);

    public static void Mail(string kind, string outcome) => Mails.Add(1, new("kind", kind), new("outcome", outcome));

    public static void MailSent(string kind, TimeSpan after)
    {
        Mail(kind, "sent");
        MailDelays.Record(Math.Max(0, after.TotalSeconds), new KeyValuePair<string, object?>("kind", kind));
    }

    public static void OldestMail(TimeSpan age) => OutboxOldest.Record(age.TotalSeconds);

    /// <param name="store">The table or queue.</param>
    public static void Storage(string store, string operation, string outcome, long since) => StorageDurations.Record(
        Stopwatch.GetElapsedTime(since).TotalSeconds, new("store", store), new("operation", operation), new("outcome", outcome));

    public static void Queue(string queue, int messages) => QueueMessages.Record(messages, new KeyValuePair<string, object?>("queue", queue));

    /// <param name="peer"><c>storage</c>, or a source or CRM.</param>
    public static void ClockSkew(string peer, TimeSpan ahead) => ClockSkews.Record(ahead.TotalSeconds, new KeyValuePair<string, object?>("peer", peer));

    /// <param name="quietFor">Null where it has never sent anything.</param>
    public static void Source(string source, TimeSpan? quietFor, bool isSilent)
    {
        var tag = new KeyValuePair<string, object?>("source", source);
        SourceSilent.Record(isSilent ? 1 : 0, tag);
        if (quietFor is { } quiet)
        {
            SourceQuiet.Record(quiet.TotalSeconds, tag);
        }
    }

    public static void Function(string function, string outcome, long since) =>
        FunctionDurations.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, new("function", function), new("outcome", outcome));

    public static void Pruned(string what, int count) => Add(PrunedRows, count, "what", what);

    private static void Add(Counter<long> counter, long count, string name, string value)
    {
        if (count > 0)
        {
            counter.Add(count, new KeyValuePair<string, object?>(name, value));
        }
    }

    private static void Add(Counter<long> counter, long count, string name, string value, string otherName, string other)
    {
        if (count > 0)
        {
            counter.Add(count, new(name, value), new(otherName, other));
        }
    }
}
