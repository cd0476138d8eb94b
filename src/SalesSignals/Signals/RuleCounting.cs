using SalesSignals.Deals;

namespace SalesSignals.Signals;

/// <summary>
/// Counts once a day what became of all that the rules have raised. It looks at every deal, so it takes as long as it may and then says
/// that it is not done; what was counted by then is kept.
/// </summary>
public sealed class RuleCounting(DealStore deals, RuleFindingsStore store, DealAssessors assessors, TimeProvider time)
{
    /// <summary>Counts the buckets that are left of the count that began at <paramref name="startedAt"/>, unless there is a newer one.</summary>
    /// <param name="deadline">After this no further bucket is begun.</param>
    /// <returns>Whether it is done.</returns>
    public async Task<bool> CountAsync(DateTimeOffset startedAt, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        if ((await store.ReadAsync(cancellationToken))?.CountedAt >= startedAt)
        {
            return true;
        }

        var (found, bucket) = await store.ReadWalkAsync(startedAt, cancellationToken);
        var moment = await assessors.CurrentAsync(cancellationToken);
        var counts = new RulePrecisions(moment.Assessor, startedAt, found);
        for (; bucket < DealKeys.Buckets; bucket++)
        {
            if (time.GetUtcNow() >= deadline)
            {
                await store.SaveWalkAsync(counts.Findings(), startedAt, bucket, cancellationToken);
                return false;
            }

            await foreach (var deal in deals.ReadBucketAsync(bucket, cancellationToken))
            {
                counts.Show(deal);
            }
        }

        await store.SaveAsync(new(counts.Findings(), startedAt), cancellationToken);
        return true;
    }
}
