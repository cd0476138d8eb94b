using System.Globalization;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Pulse;

/// <summary>
/// Says in the log, for as long as it lasts, what waits for a person: messages in poison, and CRMs that have fallen silent. Alert rules
/// look for these sentences (<c>infra/modules/alerts.bicep</c>; a test holds the two together).
/// </summary>
public sealed partial class StandingTroubles(Queues queues, SourceWatch watch, ILogger<StandingTroubles> logger)
{
    /// <summary>Costs three queue operations, and two table reads a source.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            TellAsync(queues.Deliveries.Name, queues.DeliveriesPoison, cancellationToken),
            TellAsync(queues.Work.Name, queues.WorkPoison, cancellationToken),
            TellAsync(queues.Emails.Name, queues.EmailsPoison, cancellationToken));
        foreach (var source in await watch.ReadAsync(cancellationToken))
        {
            if (source is { Silent: not null, Measured: { } silence })
            {
                Log.Silent(logger, source.Name, silence.LastDeliveryAt, Hours(silence.SilentFor), Hours(silence.UsualGap));
            }
        }
    }

    private async Task TellAsync(string queue, IQueue poison, CancellationToken cancellationToken)
    {
        if (await poison.CountAsync(cancellationToken) is > 0 and var count)
        {
            Log.Poison(logger, count, queue);
        }
    }

    private static string Hours(TimeSpan worked) => worked.TotalHours.ToString("0.#", CultureInfo.InvariantCulture);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} messages of the queue {Queue} wait in poison; 'salessignals poison list' says why.")]
        public static partial void Poison(ILogger logger, int count, string queue);

        [LoggerMessage(LogLevel.Warning, "Source {Source} has been silent since {Since}: {Hours} working hours, and it usually speaks every {UsualHours}.")]
        public static partial void Silent(ILogger logger, string source, DateTimeOffset since, string hours, string usualHours);
    }
}
