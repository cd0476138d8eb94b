using SalesSignals.Deals;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Board;

/// <summary>Looks at the deals of a bucket again for what time alone, new settings or new people have changed.</summary>
public sealed class BucketEvaluator(DealStore deals, DealDesk desk, DealAssessors assessors, TimeProvider time)
{
    /// <summary>
    /// Deals written this recently are put on the board again: when two workers change a deal at once, the slower may leave an older
    /// picture there, or even one with the owner before, and it stays no longer than until the next tick.
    /// </summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(2);

    private const int DealsAtOnce = 8;

    /// <param name="bucket">0 to <see cref="DealKeys.Buckets"/> - 1.</param>
    public async Task EvaluateAsync(int bucket, CancellationToken cancellationToken)
    {
        using var step = SalesTracing.Step("evaluate bucket")?.SetTag("salessignals.bucket", bucket);
        var now = time.GetUtcNow();
        var assessor = (await assessors.CurrentAsync(cancellationToken)).Assessor;
        await Independently.DoAsync(
            deals.FindDueAsync(bucket, assessor.Version, now, now - Recent, cancellationToken),
            DealsAtOnce,
            (deal, cancel) => desk.EvaluateAsync(deal, assessor, cancel),
            cancellationToken);
    }
}
