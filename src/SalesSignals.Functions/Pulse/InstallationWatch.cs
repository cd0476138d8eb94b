using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Outbox;
using SalesSignals.Pulse;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Pulse;

/// <summary>Looks at all of an installation, for admins: its sources, queues and mail, and whose deals reach nobody. One look over the whole board.</summary>
public sealed class InstallationWatch(
    SourceWatch sources, IReadOnlyList<CrmSource> configured, Queues queues, EmailOutbox outbox, Tables tables, DealAssessors assessors, TimeProvider time)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public async Task<InstallationState> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var states = await sources.ReadAsync(cancellationToken);
        var people = (await assessors.CurrentAsync(cancellationToken)).People;
        var read = await Task.WhenAll(PoisonQueue.All(queues).Select(queue => ReadAsync(queue, cancellationToken)));
        return new()
        {
            At = now,
            Sources = [.. states.Select(state => Of(state, now))],
            Queues = [.. read],
            Mail = await MailAsync(people, cancellationToken),
            Unheard = UnheardOwner.Find(people, await new BoardStore(tables.Board).CountOpenByOwnerAsync(cancellationToken)),
        };
    }

    private ReportedSource Of(SourceState source, DateTimeOffset now)
    {
        var week = source.Pulse.Since(now - Week);
        var last = source.Pulse.Hours.LastOrDefault(hour => hour.Deliveries > 0 && hour.StartsAt >= now - Week);
        return new(source.Label, week.Deliveries, week.Events, week.RefusedInAll, source.Pulse.LastDeliveryAt, last?.LongestDelay)
        {
            SilentSince = source.Silent is null ? null : source.Measured!.LastDeliveryAt,
            UsualGap = source.UsualGap,
            CanBeAsked = configured.Any(one => one.Name == source.Name && one.Client is not null),
            ReconciledUntil = source.Reconciled.ReconciledUntil,
            ReconcileError = source.Reconciled.LastError,
            Differences = source.Reconciled.DifferencesLast7Days,
            BackfilledAt = source.Reconciled.BackfilledAt,
        };
    }

    private static async Task<ReportedQueue> ReadAsync(PoisonQueue queue, CancellationToken cancellationToken)
    {
        var waiting = queue.Queue.CountAsync(cancellationToken);
        var poisoned = queue.Poison.CountAsync(cancellationToken);
        var shown = await queue.Poison.PeekAsync(PoisonQueue.Batch, cancellationToken);
        return new(
            queue.Name,
            await waiting,
            await poisoned,
            [.. shown.Select(message => new ReportedPoison(message.Id, message.InsertedAt, PoisonMessage.Read(message.Text).Reason))]);
    }

    private async Task<ReportedMail> MailAsync(PeopleDirectory people, CancellationToken cancellationToken)
    {
        var (waiting, oldest) = await outbox.WaitingAsync(cancellationToken);
        var chosen = await new PreferencesStore(tables.Directory).ReadAllAsync(cancellationToken);
        var readers = people.People
            .Where(person => person.IsActive && chosen.ContainsKey(person.Id))
            .Select(person => Of(person, chosen[person.Id]))
            .Where(reader => reader.StoppedBecause is not null || !reader.Off.IsEmpty)
            .ToImmutableArray();
        return new(waiting, oldest, readers);
    }

    private static ReportedReader Of(Person person, Preferences preferences)
    {
        var stop = preferences.Stopped is { } stopped && stopped.Holds(person.Email) ? stopped : null;
        return new(person, stop?.At, stop is null ? null : stop.Reason ?? "no reason given", [.. preferences.Off]);
    }
}
