using SalesSignals.Board;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Work;

/// <summary>Does what a message of the <c>work</c> queue asks for.</summary>
public sealed class WorkDesk(
    BucketEvaluator evaluator, MorningDigests digests, RepAlerts alerts, SourceReconciler reconciler, BaselineLearning baselines, RuleCounter counter, SignInMails signIns)
{
    private const int RepsAtOnce = 4;

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
                await Independently.DoAsync(work.PersonIds.ToAsyncEnumerable(), RepsAtOnce, alerts.BuildAsync, cancellationToken);
                break;
            case WorkMessage.ReconcileSource work:
                await reconciler.ReconcileAsync(work, cancellationToken);
                break;
            case WorkMessage.LearnBaselines:
                await baselines.LearnAsync(cancellationToken);
                break;
            case WorkMessage.CountRules work:
                await counter.CountAsync(work, cancellationToken);
                break;
            case WorkMessage.SendSignInLink work:
                await signIns.SendAsync(work.Email, cancellationToken);
                break;
        }
    }
}
