using Microsoft.Extensions.Logging;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Reconcile;

/// <summary>
/// Reads a CRM page by page and brings what it tells into the deals. The cursor moves on when a page is in, so that whoever dies on the
/// way begins again with the page that was in hand; what is told twice does no harm.
/// </summary>
public sealed partial class CrmWalker(CursorStore cursors, DealIntake intake, Hydration hydration, TimeProvider time, ILogger<CrmWalker> logger)
{
    private const int TriesOfADeal = 3;

    /// <summary>More than a webhook's: a walk brings pages of deals, and waits for the store most of the time.</summary>
    private const int DealsAtOnce = 16;

    /// <summary>Walks on to the end, or until time is up. While a page is brought in, the next is being read.</summary>
    internal async Task<WalkCursor> WalkAsync(
        CrmSource source, WalkCursor cursor, Patience patience, DateTimeOffset? timeIsUpAt, Action<WalkCursor>? moved, CancellationToken cancellationToken)
    {
        var parts = source.Client!.PartsOf(cursor.Walk);
        if (parts.Count == 0)
        {
            throw new InvalidOperationException($"The CRM of source '{source.Name}' cannot be read from one end to the other.");
        }

        cursor = cursor.Among(parts);
        await patience.DoAsync(intake.RefreshAsync, cancellationToken);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<CrmPage>? ahead = null;
        try
        {
            while (!cursor.IsThrough && !(time.GetUtcNow() >= timeIsUpAt))
            {
                var page = await (ahead ?? ReadAsync(source.Client, cursor, patience, reading.Token));
                var next = cursor.Past(page, parts);
                ahead = next.IsThrough ? null : ReadAsync(source.Client, next, patience, reading.Token);
                next = await BringInAsync(source, page, next, patience, cancellationToken);
                cursor = await patience.DoAsync(cancel => cursors.SaveAsync(next, cancel), cancellationToken);
                moved?.Invoke(cursor);
            }
        }
        finally
        {
            await reading.CancelAsync();
            await (ahead ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return cursor;
    }

    private static Task<CrmPage> ReadAsync(ICrmClient client, WalkCursor cursor, Patience patience, CancellationToken cancellationToken) =>
        patience.DoAsync(cancel => client.ReadAsync(cursor.Walk, cursor.Part!, cursor.After, cancel), cancellationToken);

    /// <summary>Brings a page into the deals; the cursor with what it came to.</summary>
    private async Task<WalkCursor> BringInAsync(CrmSource source, CrmPage page, WalkCursor next, Patience patience, CancellationToken cancellationToken)
    {
        var found = new Findings(next.Walk);
        var options = new IntakeOptions { IsAsked = true, OfKnownDealsOnly = page.OfKnownDealsOnly, DealsAtOnce = DealsAtOnce, Changed = found.Count };
        PartlyFailedException? failure = null;
        for (var tries = 0; tries < TriesOfADeal; tries++)
        {
            try
            {
                await patience.DoAsync(cancel => ApplyAsync(source, page.Events, options, cancel), cancellationToken);
                return next with { Found = next.Found + found.Sum };
            }
            catch (PartlyFailedException e)
            {
                failure = e;
            }
        }

        // One deal that cannot be written must not keep all others waiting; it is counted, and told to whoever looks.
        var reason = FailureReason.Of(failure!.InnerException!);
        Log.Failed(logger, source.Name, failure.Count, reason);
        return next with
        {
            Found = next.Found + found.Sum,
            Failed = next.Failed + failure.Count,
            Failure = $"{next.Failed + failure.Count} deals could not be written, the last because: {reason}",
        };
    }

    private async Task ApplyAsync(CrmSource source, IReadOnlyList<CanonicalEvent> events, IntakeOptions options, CancellationToken cancellationToken)
    {
        var strangers = await intake.ApplyAsync(source.Name, events, options, cancellationToken);
        await hydration.HydrateAsync(source, strangers.Select(id => new CrmObject(CrmObjectKind.Deal, id)), time.GetUtcNow(), tries: 0, cancellationToken);
    }

    /// <summary>Counts what a walk through changes finds. Of a page that is tried again, what is in already is no difference any more.</summary>
    private sealed class Findings(CrmWalk walk)
    {
        private readonly Lock _gate = new();

        public DealDifference Sum { get; private set; }

        public void Count(DealChanged changed, StageMap stages)
        {
            if (walk is not CrmWalk.Changes window)
            {
                return;
            }

            var difference = DealDifference.Between(changed.Before, changed.After, stages, window.Since, window.Until);
            lock (_gate)
            {
                Sum += difference;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} deals of {Source} could not be written, the last because: {Reason}")]
        public static partial void Failed(ILogger logger, string source, int count, string reason);
    }
}
