using System.Collections.Immutable;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Board;

/// <summary>
/// Where a change of a deal is carried through: into its snapshot, its signals, and onto the board of its owner. Everything here may
/// run twice, and in any order.
/// </summary>
public sealed class DealDesk(DealStore deals, BoardStore board, TimeProvider time)
{
    /// <summary>Merges of merges of merges; a ring of them ends here.</summary>
    private const int LongestAliasChain = 8;

    /// <summary>Longer than any function may run: a picture of a deal that was read before its last change is on the board by then.</summary>
    private static readonly TimeSpan SlowestWorker = TimeSpan.FromMinutes(15);

    /// <summary>Applies events of one deal; the deal as it is then.</summary>
    public async Task<DealSnapshot> ApplyAsync(DealKey key, IReadOnlyList<CanonicalEvent> events, DealAssessor assessor, CancellationToken cancellationToken) =>
        (await ApplyAsync(key, events, assessor, IntakeOptions.Heard, cancellationToken))?.After ?? DealSnapshot.Empty(key);

    /// <summary>Applies events of one deal; what they changed, or null where the deal was left out because it is not known.</summary>
    public async Task<DealChanged?> ApplyAsync(
        DealKey key, IReadOnlyList<CanonicalEvent> events, DealAssessor assessor, IntakeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(options);
        DealChanged? changed = null;
        foreach (var chunk in events.Chunk(DealStore.EventsAWrite))
        {
            if (await ApplyAsync(key, chunk, assessor, options, LongestAliasChain, cancellationToken) is not { } more)
            {
                return changed;
            }

            changed = new(changed?.Before ?? more.Before, more.After);
        }

        return changed;
    }

    /// <summary>Evaluates a deal again as it is stored, and puts it on the board again.</summary>
    public async Task EvaluateAsync(DealKey key, DealAssessor assessor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var assessed = await deals.ChangeAsync(key, DealChange.None, assessor, now, cancellationToken);
        await ShowAsync(assessed, assessor, cancellationToken);
        if (HasFormerOwners(assessed.Deal))
        {
            await deals.ChangeAsync(key, before => DealChange.None(IsQuiet(before, now) ? before with { BoardOwnerKeys = [before.OwnerKey] } : before), assessor, now, cancellationToken);
        }
    }

    /// <summary>Notes that the owner now knows of signals.</summary>
    public async Task MarkAlertedAsync(DealKey key, IReadOnlyCollection<string> kinds, DealAssessor assessor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await ChangeAsync(
            key,
            before => before with
            {
                Standing = [.. before.Standing.Select(raised => kinds.Contains(raised.Signal.Kind) ? raised with { AlertedAt = now, AlertedTo = before.OwnerKey } : raised)],
            },
            assessor,
            cancellationToken);
    }

    /// <summary>
    /// Parks signals of a deal, or of the one it was merged into: no alert and no digest speaks of them until a time, or until the buyer was in
    /// touch or the deal has moved forward.
    /// </summary>
    /// <param name="kinds">Null for all signals of the deal, those that are raised later included.</param>
    /// <param name="personId">Who asks for it; null for the command line.</param>
    /// <returns>The deal as it is then; null where no such deal is known.</returns>
    public async Task<WatchedDeal?> ParkAsync(
        DealKey key, IReadOnlyCollection<string>? kinds, DateTimeOffset until, string reason, string? personId, DealAssessor assessor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, now);
        var all = new Parking(null, now, until, reason, personId);
        ImmutableArray<Parking> parkings = kinds is null ? [all] : [.. kinds.Distinct().Select(kind => all with { Kind = kind })];
        return await FindAsync(key, cancellationToken) is { } found
            ? await ChangeAsync(found.Key, before => before with { Parkings = Parkings.Park(before.Parkings, parkings) }, assessor, cancellationToken)
            : null;
    }

    /// <summary>Ends all that is parked on a deal.</summary>
    /// <returns>The deal as it is then; null where no such deal is known.</returns>
    public Task<WatchedDeal?> UnparkAsync(DealKey key, DealAssessor assessor, CancellationToken cancellationToken) =>
        UnparkAsync(key, static _ => true, assessor, cancellationToken);

    /// <summary>Ends some of what is parked on a deal, or on the one it was merged into.</summary>
    /// <returns>The deal as it is then; null where no such deal is known.</returns>
    public async Task<WatchedDeal?> UnparkAsync(DealKey key, Predicate<Parking> ends, DealAssessor assessor, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) is { } found
            ? await ChangeAsync(found.Key, before => before with { Parkings = before.Parkings.RemoveAll(ends) }, assessor, cancellationToken)
            : null;

    /// <summary>
    /// Keeps what somebody says of a signal on a deal, or on the one it was merged into. Said to be no risk, it is not told again until it gets
    /// worse or is raised anew.
    /// </summary>
    /// <returns>The deal as it is then; null where no such deal is known.</returns>
    public async Task<WatchedDeal?> JudgeAsync(DealKey key, string kind, Feedback said, DealAssessor assessor, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) is { } found
            ? await ChangeAsync(found.Key, before => before.Judge(kind, said), assessor, cancellationToken)
            : null;

    /// <summary>Takes back what somebody has said of a signal, unless somebody has said something else since.</summary>
    /// <returns>The deal as it is then; null where no such deal is known.</returns>
    public async Task<WatchedDeal?> RetractAsync(DealKey key, string kind, FeedbackKind what, string by, DealAssessor assessor, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) is { } found
            ? await ChangeAsync(found.Key, before => before.Retract(kind, what, by), assessor, cancellationToken)
            : null;

    /// <summary>The deal of a key, or the one it was merged into, as it is stored; null where no such deal is known.</summary>
    public async Task<WatchedDeal?> FindAsync(DealKey key, CancellationToken cancellationToken)
    {
        for (var hops = LongestAliasChain; hops > 0 && await deals.ReadAsync(key, cancellationToken) is { } found; hops--)
        {
            if (found.Snapshot.MergedInto.Value is not { } into)
            {
                return found;
            }

            key = new(key.Source, into);
        }

        return null;
    }

    private async Task<WatchedDeal> ChangeAsync(DealKey key, Func<WatchedDeal, WatchedDeal> change, DealAssessor assessor, CancellationToken cancellationToken)
    {
        var assessed = await deals.ChangeAsync(key, before => DealChange.None(change(before)), assessor, time.GetUtcNow(), cancellationToken);
        await ShowAsync(assessed, assessor, cancellationToken);
        return assessed.Deal;
    }

    private async Task<DealChanged?> ApplyAsync(
        DealKey key, IReadOnlyList<CanonicalEvent> events, DealAssessor assessor, IntakeOptions options, int hops, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var wasAlias = false;
        WatchedDeal? known = null;
        var assessed = await deals.ChangeAsync(
            key,
            before =>
            {
                known = options.OfKnownDealsOnly && before.ETag is null ? null : before;
                if (known is null)
                {
                    return DealChange.None(before);
                }

                wasAlias = before.Snapshot.IsAlias && hops > 0;
                var kept = wasAlias ? events.OfType<CanonicalEvent.DealMerged>().ToArray() : events;
                var after = before.Apply(kept, options.IsAsked ? null : now);
                return new(Placed(after), [.. kept.Where(happened => !IsOfRemovedContact(after.Snapshot, happened))]);
            },
            assessor,
            now,
            cancellationToken);
        if (known is null)
        {
            return null;
        }

        if (assessed.Deal.Snapshot.MergedInto.Value is { } into && hops > 0)
        {
            await ForwardAsync(assessed, new(key.Source, into), wasAlias ? events : [], assessor, options, hops - 1, cancellationToken);
        }

        await ShowAsync(assessed, assessor, cancellationToken);
        return new(known.Snapshot, assessed.Deal.Snapshot);
    }

    /// <summary>What is told late of a contact that is gone stays out of the history: it may have gone because it is to be forgotten.</summary>
    private static bool IsOfRemovedContact(DealSnapshot deal, CanonicalEvent happened) =>
        happened is CanonicalEvent.ContactAssociated told && deal.Contacts.Any(contact => contact.IsRemoval && contact.Id == told.Contact.Id);

    /// <summary>Brings what an alias knows, and late events of its id, to the deal it was merged into.</summary>
    private async Task ForwardAsync(
        Assessment alias, DealKey into, IReadOnlyList<CanonicalEvent> late, DealAssessor assessor, IntakeOptions options, int hops, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var bequest = DealMerge.Bequest(alias.Deal.Snapshot);
        var heir = await deals.ChangeAsync(
            into,
            before =>
            {
                var snapshot = DealMerge.Merge(before.Snapshot, bequest);
                return new(Placed(ReferenceEquals(snapshot, before.Snapshot) ? before : before with { Snapshot = snapshot }), []);
            },
            assessor,
            now,
            cancellationToken);
        if (heir.Deal.Snapshot.IsAlias && hops > 0)
        {
            await ForwardAsync(heir, new(into.Source, heir.Deal.Snapshot.MergedInto.Value!), [], assessor, options, hops - 1, cancellationToken);
        }

        // The end of the old record is no end of the deal.
        var events = late.Where(happened => happened is not (CanonicalEvent.DealMerged or CanonicalEvent.DealDeleted or CanonicalEvent.DealRestored)).ToArray();
        if (events.Length > 0)
        {
            await ApplyAsync(into, events, assessor, options with { OfKnownDealsOnly = false }, hops, cancellationToken);
        }
        else
        {
            await ShowAsync(heir, assessor, cancellationToken);
        }
    }

    /// <summary>Says with the change itself on whose board the deal will be, so that whoever comes after knows where its row may be.</summary>
    private static WatchedDeal Placed(WatchedDeal deal) =>
        deal.BoardOwnerKeys.Contains(deal.OwnerKey) ? deal : deal with { BoardOwnerKeys = deal.BoardOwnerKeys.Add(deal.OwnerKey) };

    private static bool HasFormerOwners(WatchedDeal deal) => deal.BoardOwnerKeys.Any(placed => placed != deal.OwnerKey);

    private static bool IsQuiet(WatchedDeal deal, DateTimeOffset now) => deal.WrittenAt is not { } writtenAt || writtenAt <= now - SlowestWorker;

    /// <summary>Puts a deal on its owner's board, and takes it off those of the owners before.</summary>
    private async Task ShowAsync(Assessment assessed, DealAssessor assessor, CancellationToken cancellationToken)
    {
        var deal = assessed.Deal;
        if (assessed.IsOnBoard)
        {
            await board.PutAsync(BoardView.Compose(assessed, assessor), cancellationToken);
        }

        foreach (var placed in deal.BoardOwnerKeys)
        {
            if (placed != deal.OwnerKey || !assessed.IsOnBoard)
            {
                await board.RemoveAsync(placed, deal.Key, cancellationToken);
            }
        }
    }
}

/// <summary>What events made of a deal.</summary>
public sealed record DealChanged(DealSnapshot Before, DealSnapshot After);
