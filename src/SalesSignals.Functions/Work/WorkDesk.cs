using SalesSignals.Board;

namespace SalesSignals.Functions.Work;

/// <summary>Does what a message of the <c>work</c> queue asks for.</summary>
public sealed class WorkDesk(BucketEvaluator evaluator, MorningDigests digests, RepAlerts alerts)
{
    public async Task DoAsync(string messageText, CancellationToken cancellationToken)
    {
        switch (WorkMessage.Read(messageText))
        {
            case WorkMessage.EvaluateBucket work:
                await evaluator.EvaluateAsync(work.Bucket, cancellationToken);
                break;
            case WorkMessage.BuildDigest work:
                await digests.BuildAsync(work.PersonId, cancellationToken);
                break;
            case WorkMessage.BuildAlerts work:
                foreach (var personId in work.PersonIds)
                {
                    await alerts.BuildAsync(personId, cancellationToken);
                }

                break;
        }
    }
}
