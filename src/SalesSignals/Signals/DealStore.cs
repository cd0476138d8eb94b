using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Signals;

/// <summary>Keeps deals, their events and their signals: one read and one atomic write a change, guarded by ETag.</summary>
public sealed class DealStore(ITable deals)
{
    /// <summary>More events than this in one write could pass the store's limits; callers cut.</summary>
    public const int EventsAWrite = 50;

    private const int Tries = 30;

    /// <summary>Whole deals are large; some 20 KB each at most as a rule.</summary>
    private const int DealsAPage = 200;

    public async Task<WatchedDeal?> ReadAsync(DealKey key, CancellationToken cancellationToken) =>
        await deals.GetAsync(DealKeys.Bucket(key), DealKeys.Deal(key), cancellationToken) is { } row ? DealRow.Read(row) : null;

    /// <summary>Finds the deals of a bucket that are due, were evaluated with other settings, or were written after <paramref name="since"/>.</summary>
    public async IAsyncEnumerable<DealKey> FindDueAsync(
        int bucket, string evaluatedWith, DateTimeOffset now, DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = TableQuery.Prefix(DealKeys.Bucket(bucket), DealKeys.DealPrefix) with
        {
            Filter = new TableFilter.Compare("EvaluateAt", TableComparison.LessOrEqual, now)
                | new TableFilter.Compare("EvaluatedWith", TableComparison.NotEqual, evaluatedWith)
                | new TableFilter.Compare("WrittenAt", TableComparison.GreaterOrEqual, since),
            Select = [DealRow.Source, DealRow.DealId],
        };
        await foreach (var page in deals.QueryAsync(query, cancellationToken))
        {
            foreach (var row in page)
            {
                yield return DealRow.ReadKey(row);
            }
        }
    }

    /// <summary>The deals of a bucket, a page at a time: memory stays flat.</summary>
    public async IAsyncEnumerable<WatchedDeal> ReadBucketAsync(int bucket, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in deals.QueryAsync(TableQuery.Prefix(DealKeys.Bucket(bucket), DealKeys.DealPrefix) with { PageSize = DealsAPage }, cancellationToken))
        {
            foreach (var row in page)
            {
                yield return DealRow.Read(row);
            }
        }
    }

    /// <summary>Everything that was ever told of a deal and is still kept, oldest first.</summary>
    public async Task<IReadOnlyList<CanonicalEvent>> ReadEventsAsync(DealKey key, CancellationToken cancellationToken)
    {
        var events = new List<CanonicalEvent>();
        await foreach (var page in deals.QueryAsync(TableQuery.Prefix(DealKeys.Bucket(key), DealKeys.EventsOf(key)), cancellationToken))
        {
            events.AddRange(page.Select(EventRow.Read));
        }

        return events;
    }

    /// <summary>
    /// Changes a deal: reads it, lets <paramref name="change"/> say what it becomes, and writes that with its events in one
    /// transaction; again from the start when somebody else wrote it meanwhile. A deal that is not stored and that
    /// <paramref name="change"/> gives back as it is stays out of the store.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Too many others wrote the deal at once; the caller's message is tried again.</exception>
    public async Task<Assessment> ChangeAsync(
        DealKey key,
        Func<WatchedDeal, DealChange> change,
        DealAssessor assessor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var before = await ReadAsync(key, cancellationToken) ?? WatchedDeal.New(key);
            var (after, events) = change(before);
            var assessed = SignalTraces.Mark(assessor.Assess(after.WatchedSince is null ? after with { WatchedSince = now } : after, now), now);
            var writes = IsNothing(before, after) ? [] : Writes(before, assessed, events, now);
            if (writes.Count == 0 || await TryWriteAsync(writes, cancellationToken))
            {
                SignalTraces.Count(before, writes.Count == 0 ? [] : assessed.Changes.Written);
                return assessed;
            }

            await Task.Delay(Random.Shared.Next(5, 20 * (attempt + 1)), cancellationToken);
        }

        throw new StorageUnavailableException($"Deal {key} was written by others {Tries} times in a row.");
    }

    /// <summary>Nothing is known of it, and nothing was told.</summary>
    private static bool IsNothing(WatchedDeal before, WatchedDeal after) => before.ETag is null && ReferenceEquals(before, after);

    private async Task<bool> TryWriteAsync(List<TableWrite> writes, CancellationToken cancellationToken)
    {
        try
        {
            return (await deals.WriteAsync(writes, cancellationToken)).IsWritten;
        }
        catch (StorageUnavailableException e) when (e.MayBeWritten)
        {
            // The answer was lost. Reading again tells, and merging again does no harm.
            return false;
        }
    }

    private static List<TableWrite> Writes(WatchedDeal before, Assessment assessed, IReadOnlyList<CanonicalEvent> events, DateTimeOffset now)
    {
        var key = before.Key;
        List<TableWrite> writes =
        [
            .. events.Select(happened => EventRow.Write(key, happened)).DistinctBy(row => row.RowKey).Select(row => new TableWrite.Upsert(row)),
        ];
        if (IsChanged(before, assessed))
        {
            var row = DealRow.Write(assessed.Deal with { WrittenAt = IsNews(before, assessed) ? now : before.WrittenAt }, assessed.View);
            writes.Add(before.ETag is { } etag ? new TableWrite.Replace(row, etag) : new TableWrite.Insert(row));
            writes.AddRange(
                assessed.Changes.Written
                    .Concat(assessed.Deal.Standing.Except(before.Standing))
                    .DistinctBy(raised => raised.Signal.Kind)
                    .Select(raised => new TableWrite.Upsert(SignalRow.Write(key, raised))));
        }

        return writes;
    }

    private static bool IsChanged(WatchedDeal before, Assessment assessed) =>
        IsNews(before, assessed)
        || before.EvaluatedWith != assessed.Deal.EvaluatedWith
        || before.EvaluateAt != assessed.Deal.EvaluateAt
        || !before.BoardOwnerKeys.SequenceEqual(assessed.Deal.BoardOwnerKeys);

    /// <summary>Whether its board has something new to show, not only we a new time at which to look again.</summary>
    private static bool IsNews(WatchedDeal before, Assessment assessed) =>
        before.ETag is null
        || !ReferenceEquals(before.Snapshot, assessed.Deal.Snapshot)
        || !assessed.Changes.Written.IsEmpty
        || !before.Standing.SequenceEqual(assessed.Deal.Standing)
        || !before.Parkings.SequenceEqual(assessed.Deal.Parkings)
        || !before.Past.SequenceEqual(assessed.Deal.Past);
}

/// <summary>What a deal becomes, and the events that belong into its history (those that told nothing new included).</summary>
public sealed record DealChange(WatchedDeal Deal, IReadOnlyList<CanonicalEvent> Events)
{
    public static DealChange None(WatchedDeal deal) => new(deal, []);
}
