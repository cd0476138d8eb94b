using Microsoft.Extensions.Logging;
using SalesSignals.Deals;
using SalesSignals.Storage;

namespace SalesSignals.Signals;

/// <summary>
/// Learns once a day from the stored deals that are won. Only what has happened by now is asked, so nothing is ever held against a limit
/// that knows how it ended.
/// </summary>
public sealed partial class BaselineLearning(
    ITable deals, BaselineStore store, DealAssessors assessors, TimeProvider time, ILogger<BaselineLearning> logger)
{
    /// <summary>A team, its product and its buyers change: what was won longer ago says little of today.</summary>
    public const int MemoryDays = 730;

    /// <summary>More deals than this would only need more memory; of more, the newest teach.</summary>
    public const int MostDeals = 20_000;

    /// <summary>Learns, unless somebody has just done so.</summary>
    public async Task LearnAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!LearnedBaselines.IsDue((await store.ReadAsync(cancellationToken))?.LearnedAt, now))
        {
            return;
        }

        var lessons = new NewestLessons(MostDeals);
        var moment = await assessors.AtAsync(now, cancellationToken);
        for (var bucket = 0; bucket < DealKeys.Buckets; bucket++)
        {
            await foreach (var page in deals.QueryAsync(Won(bucket, now), cancellationToken))
            {
                foreach (var deal in page.Select(DealRow.Read))
                {
                    Take(deal, moment, lessons);
                }
            }
        }

        var learner = lessons.Teach();
        var figures = learner.Figures();
        await store.SaveAsync(new(figures, now), learner.Deals, cancellationToken);
        assessors.Renew();
        Log.Learned(logger, learner.Deals, figures.Version);
    }

    /// <summary>Whose last news is older was won longer ago still.</summary>
    private static TableQuery Won(int bucket, DateTimeOffset now) => TableQuery.Prefix(DealKeys.Bucket(bucket), DealKeys.DealPrefix) with
    {
        Filter = new TableFilter.Compare("Status", TableComparison.Equal, "won")
            & new TableFilter.Compare("UpdatedAt", TableComparison.GreaterOrEqual, now.AddDays(-MemoryDays)),
    };

    private static void Take(WatchedDeal deal, DealAssessors.Moment moment, NewestLessons lessons)
    {
        var (assessor, now) = (moment.Assessor, moment.ReadAt);
        if (assessor.KnowsWholePast(deal)
            && DealView.Of(deal.Snapshot, assessor.Stages, now).ClosedAt is { } wonAt
            && wonAt <= now
            && wonAt > now.AddDays(-MemoryDays)
            && WonDeal.Of(deal.Snapshot, assessor.Stages, moment.People) is { } lesson)
        {
            lessons.Add(deal.Key, lesson, wonAt);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Learned from {Deals} won deals what is usual; the figures are version '{Version}'.")]
        public static partial void Learned(ILogger logger, int deals, string version);
    }
}
