using SalesSignals.Alerts;
using SalesSignals.Deals;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Forecasts;
using SalesSignals.Functions.Pulse;
using SalesSignals.Outbox;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Work;

/// <summary>What the timers start: they only look at what is due and queue it, so that a tick is short however large the team.</summary>
public sealed class Schedules(
    Queues queues, DealAssessors assessors, PreferencesStore preferences, EmailOutbox outbox, DeliveryStore deliveries, PulseKeeper pulse, RuleFindingsStore findings,
    WeeklySchedules weekly, IReadOnlyList<CrmSource> sources, TimeProvider time)
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

    /// <summary>Queues the digests, alerts and weekly mail that are due now, each in its reader's own time.</summary>
    public async Task ScheduleDigestsAsync(CancellationToken cancellationToken)
    {
        // Mail says how much came in: of this process up to now, not up to its last note of it.
        await pulse.FlushAsync(cancellationToken);
        var moment = await assessors.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        var chosen = await preferences.ReadAllAsync(cancellationToken);
        foreach (var person in moment.People.People)
        {
            foreach (var (kind, period, work) in DueTo(person, chosen.GetValueOrDefault(person.Id, Preferences.Default), moment.Settings, now))
            {
                if (!await outbox.IsThereAsync(person.Id, kind, period, cancellationToken))
                {
                    await SendAsync(work, cancellationToken);
                }
            }
        }

        var reps = moment.People.People
            .Where(person => !person.OwnerKeys.IsEmpty && RepAlert.IsTime(person, moment.Settings.Alerts, moment.Settings.Calendar, now))
            .Where(rep => RepAlerts.IsWanted(rep, chosen.GetValueOrDefault(rep.Id, Preferences.Default), now));
        foreach (var some in reps.Chunk(RepsAMessage))
        {
            await SendAsync(new WorkMessage.BuildAlerts([.. some.Select(rep => rep.Id)]), cancellationToken);
        }

        await weekly.QueueAsync(moment, chosen, now, cancellationToken);
    }

    /// <summary>What is composed for one reader at a time, each once a period.</summary>
    private static IEnumerable<(string Kind, string Period, WorkMessage Work)> DueTo(Person person, Preferences chosen, SalesSettings settings, DateTimeOffset now)
    {
        if (MorningDigests.DueOn(person, chosen, settings, now) is { } day)
        {
            yield return (MorningDigest.Kind, MorningDigest.PeriodOf(day), new WorkMessage.BuildDigest(person.Id));
        }

        if (WeekSchedule.AdminReportDue(person, chosen, settings, now) is { } week)
        {
            yield return (AdminReport.Kind, week.Name, new WorkMessage.BuildAdminReport(person.Id));
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
