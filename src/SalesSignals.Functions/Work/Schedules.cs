using SalesSignals.Alerts;
using SalesSignals.Deals;
using SalesSignals.Digests;
using SalesSignals.Events;
using SalesSignals.Functions.Pulse;
using SalesSignals.Outbox;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Work;

/// <summary>What the timers start: they only look at what is due and queue it, so that a tick is short however large the team.</summary>
public sealed class Schedules(
    Queues queues, DealAssessors assessors, EmailOutbox outbox, DeliveryStore deliveries, PulseKeeper pulse, RuleFindingsStore findings, IReadOnlyList<CrmSource> sources, TimeProvider time)
{
    /// <summary>Longer than anything waits in a queue but poison, for which settings say how long it waits.</summary>
    private const int DeliveryDays = 30;

    /// <summary>Reps are looked at together: a message for each would cost more than the looking.</summary>
    private const int RepsAMessage = 25;

    /// <summary>Queues the evaluation of every bucket, the day's learning, and clears away what processed deliveries have left behind.</summary>
    public async Task ScheduleEvaluationAsync(CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, DealKeys.Buckets),
            cancellationToken,
            async (bucket, cancel) => await SendAsync(new WorkMessage.EvaluateBucket(bucket), cancel));
        if (LearnedBaselines.IsDue((await assessors.CurrentAsync(cancellationToken)).BaselinesLearnedAt, time.GetUtcNow()))
        {
            await SendAsync(new WorkMessage.LearnBaselines(), cancellationToken);
        }

        if (CountedRules.IsDue((await findings.ReadAsync(cancellationToken))?.CountedAt, time.GetUtcNow()))
        {
            await SendAsync(new WorkMessage.CountRules(time.GetUtcNow()), cancellationToken);
        }

        var days = Math.Max(DeliveryDays, (await assessors.CurrentAsync(cancellationToken)).Settings.Retention.PoisonDays);
        await deliveries.SweepAsync(time.GetUtcNow().AddDays(-days), cancellationToken);
        await pulse.PruneAsync(cancellationToken);
    }

    /// <summary>Queues the digests and alerts that are due now, each in its reader's own time.</summary>
    public async Task ScheduleDigestsAsync(CancellationToken cancellationToken)
    {
        var moment = await assessors.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        foreach (var manager in moment.People.People)
        {
            if (MorningDigests.DueOn(manager, moment.Settings, now) is { } day
                && !await outbox.IsThereAsync(manager.Id, MorningDigest.Kind, MorningDigest.PeriodOf(day), cancellationToken))
            {
                await SendAsync(new WorkMessage.BuildDigest(manager.Id), cancellationToken);
            }
        }

        var reps = moment.People.People
            .Where(person => !person.OwnerKeys.IsEmpty && RepAlert.IsTime(person, moment.Settings.Alerts, moment.Settings.Calendar, now));
        foreach (var some in reps.Chunk(RepsAMessage))
        {
            await SendAsync(new WorkMessage.BuildAlerts([.. some.Select(rep => rep.Id)]), cancellationToken);
        }
    }

    /// <summary>Queues the comparison of every source whose CRM can be asked.</summary>
    public async Task ScheduleReconcileAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources.Where(source => source.Client is not null))
        {
            await SendAsync(new WorkMessage.ReconcileSource(source.Name, time.GetUtcNow(), Tries: 0), cancellationToken);
        }
    }

    private Task SendAsync(WorkMessage work, CancellationToken cancellationToken) =>
        queues.Work.SendAsync(work.Write(), TimeSpan.Zero, cancellationToken);
}
