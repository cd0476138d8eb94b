using Microsoft.Extensions.Logging;
using SalesSignals.Events;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Board;

/// <summary>
/// Reads from the CRM what deliveries name and do not carry, and brings it into the deals. What cannot be read now waits in a message
/// of its own, so that it delays nothing else.
/// </summary>
public sealed partial class Hydration(DealIntake intake, IQueue deliveries, ILogger<Hydration> logger)
{
    /// <summary>With waits that double up to <see cref="LongestWait"/>, enough for about a day.</summary>
    public const int MaxTries = 32;

    public static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>
    /// Reads what is wanted, and those deals that turn up on the way and are not known yet. Nothing where the source has no client.
    /// </summary>
    /// <param name="tries">How often this has been tried before.</param>
    /// <exception cref="UnreadableMessageException">It was the last try.</exception>
    public async Task HydrateAsync(
        CrmSource source, IEnumerable<CrmObject> wanted, DateTimeOffset receivedAt, int tries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Client is not { } client)
        {
            return;
        }

        var asked = new HashSet<(CrmObjectKind, string)>();
        List<CrmObject> open = [.. CrmObject.Distinct(wanted)];
        while (open.Count > 0)
        {
            asked.UnionWith(open.Select(found => (found.Kind, found.Id)));
            var strangers = new List<CrmObject>();
            foreach (var some in open.GroupBy(found => found.Kind).SelectMany(kind => kind.Chunk(CrmObject.MostAtOnce)))
            {
                strangers.AddRange(await ReadAsync(client, new(source.Name, some, receivedAt, tries), cancellationToken));
            }

            open = [.. strangers.Where(deal => !asked.Contains((deal.Kind, deal.Id))).Distinct()];
        }
    }

    /// <summary>How long to wait after a try that failed: as long as the CRM asks, twice that after the next, and so on.</summary>
    public static TimeSpan WaitAfter(CrmUnavailableException failure, int tries)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var wait = Math.Max(failure.After.TotalSeconds, ShortestWait.TotalSeconds) * Math.Pow(2, Math.Min(tries, MaxTries));
        return wait < LongestWait.TotalSeconds ? TimeSpan.FromSeconds(wait) : LongestWait;
    }

    /// <summary>Reads objects of one kind; a permission that is missing for emails is no reason to miss meetings.</summary>
    private async Task<IEnumerable<CrmObject>> ReadAsync(ICrmClient client, HydrateMessage wanted, CancellationToken cancellationToken)
    {
        using var step = SalesTracing.Step("hydrate")
            ?.SetTag("salessignals.source", wanted.Source).SetTag("salessignals.kind", wanted.Objects[0].Kind.ToString()).SetTag("salessignals.objects", wanted.Objects.Count);
        IReadOnlyList<CanonicalEvent> events;
        try
        {
            events = await client.HydrateAsync(wanted.Objects, cancellationToken);
        }
        catch (CrmUnavailableException failure)
        {
            await DelayAsync(wanted, failure, cancellationToken);
            return [];
        }

        SalesMetrics.Hydration(wanted.Source, "read");
        var strangers = await intake.ApplyAsync(wanted.Source, events, cancellationToken);
        Log.Hydrated(logger, wanted.Source, wanted.Objects.Count, wanted.Objects[0].Kind, events.Count);
        return strangers.Select(id => new CrmObject(CrmObjectKind.Deal, id));
    }

    private async Task DelayAsync(HydrateMessage wanted, CrmUnavailableException failure, CancellationToken cancellationToken)
    {
        var again = wanted with { Tries = wanted.Tries + 1 };
        if (again.Tries >= MaxTries)
        {
            SalesMetrics.Hydration(wanted.Source, "given-up");
            throw new UnreadableMessageException(
                $"{wanted.Objects.Count} objects of '{wanted.Source}' could not be read in {again.Tries} tries; redrive when this is mended: {failure.Message}");
        }

        SalesMetrics.Hydration(wanted.Source, "delayed");
        var wait = WaitAfter(failure, wanted.Tries);
        await deliveries.SendAsync(again.Write(), wait, cancellationToken);
        Log.Delayed(logger, wanted.Objects.Count, wanted.Objects[0].Kind, wanted.Source, wait, again.Tries, failure.Message);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Source {Source} was asked for {Objects} objects ({Kind}); they told {Events} events.")]
        public static partial void Hydrated(ILogger logger, string source, int objects, CrmObjectKind kind, int events);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Objects} objects ({Kind}) of {Source} are read in {Wait} at the earliest, after {Tries} tries: {Reason}")]
        public static partial void Delayed(ILogger logger, int objects, CrmObjectKind kind, string source, TimeSpan wait, int tries, string reason);
    }
}
