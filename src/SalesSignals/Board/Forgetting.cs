using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Board;

/// <summary>
/// Forgets contacts: their names and addresses go from every deal of their source, and from its history. What remains is their id, so that
/// nothing late brings them back. Doing it again does no harm, and finishes what was interrupted.
/// </summary>
public sealed partial class Forgetting(
    ContactTraces traces, DealStore deals, DealDesk desk, DealAssessors assessors, IQueue deliveries, TimeProvider time, ILogger<Forgetting> logger)
{
    /// <summary>By then nobody works any more on what was read before. What such a slow worker has written goes in the second round.</summary>
    public static readonly TimeSpan SecondRoundAfter = TimeSpan.FromHours(1);

    private const int ContactsAMessage = 100;
    private const int DealsAtOnce = 8;

    /// <summary>Queues the forgetting of contacts, one message for each bucket of deals, now and once more later.</summary>
    public async Task StartAsync(string source, IReadOnlyList<ForgottenContact> contacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        foreach (var some in contacts.Chunk(ContactsAMessage))
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, DealKeys.Buckets), cancellationToken, async (bucket, cancel) =>
            {
                var message = new ForgetMessage(source, some, bucket).Write();
                await deliveries.SendAsync(message, TimeSpan.Zero, cancel);
                await deliveries.SendAsync(message, SecondRoundAfter, cancel);
            });
        }
    }

    /// <summary>Queues the second round alone, for somebody who has made the first one.</summary>
    public async Task StartSecondRoundAsync(string source, IReadOnlyList<ForgottenContact> contacts, CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < DealKeys.Buckets; bucket++)
        {
            await deliveries.SendAsync(new ForgetMessage(source, contacts, bucket).Write(), SecondRoundAfter, cancellationToken);
        }
    }

    /// <summary>Forgets contacts in all deals at once, for somebody who waits for it.</summary>
    public async Task ForgetAsync(string source, IReadOnlyList<ForgottenContact> contacts, CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < DealKeys.Buckets; bucket++)
        {
            await ForgetAsync(source, contacts, bucket, cancellationToken);
        }
    }

    /// <summary>Forgets contacts in the deals of a bucket.</summary>
    public async Task ForgetAsync(string source, IReadOnlyList<ForgottenContact> contacts, int bucket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        var forgottenAt = contacts
            .GroupBy(contact => contact.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(same => same.Key, same => same.Max(contact => contact.At), StringComparer.Ordinal);
        var ids = forgottenAt.Keys.ToFrozenSet(StringComparer.Ordinal);
        var assessor = (await assessors.CurrentAsync(cancellationToken)).Assessor;
        await Independently.DoAsync(
            traces.FindDealsAsync(bucket, source, ids, cancellationToken),
            DealsAtOnce,
            async (deal, cancel) =>
            {
                // The deal before its history: what is late must find the contact gone, or it would be kept again.
                await deals.ChangeAsync(deal, before => Without(before, forgottenAt), assessor, time.GetUtcNow(), cancel);
                await desk.EvaluateAsync(deal, assessor, cancel);
                var erased = await traces.EraseAsync(deal, ids, cancel);
                Log.Forgotten(logger, deal, erased);
            },
            cancellationToken);
    }

    /// <summary>Also of a deal that was merged into another: it keeps what it knew.</summary>
    private DealChange Without(WatchedDeal before, FrozenDictionary<string, DateTimeOffset> forgottenAt)
    {
        CanonicalEvent[] removals =
        [
            .. from told in before.Snapshot.Contacts
               where forgottenAt.ContainsKey(told.Id)
               let at = forgottenAt[told.Id]
               where !told.IsRemoval || told.Stamp.At < at
               select Removed(before.Key, told, at),
        ];
        return new(before.Apply(removals, time.GetUtcNow()), removals);
    }

    /// <summary>Later than whatever was said of the contact: nobody can be known again who was to be forgotten.</summary>
    private static CanonicalEvent.ContactRemoved Removed(DealKey deal, Statement<ContactFacts> told, DateTimeOffset at) => new()
    {
        Id = $"contact-{told.Id}.forgotten",
        OccurredAt = told.Stamp.At < at ? at : told.Stamp.At.AddTicks(1),
        DealId = deal.Id,
        ContactId = told.Id,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Contacts were forgotten in deal {Deal}, and {Events} events of its history.")]
        public static partial void Forgotten(ILogger logger, DealKey deal, int events);
    }
}
