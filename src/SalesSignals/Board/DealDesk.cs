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

    /// <summary>Applies events of one deal; the deal as it is then.</summary>
    public async Task<DealSnapshot> ApplyAsync(DealKey key, IReadOnlyList<CanonicalEvent> events, DealAssessor assessor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        var deal = DealSnapshot.Empty(key);
        foreach (var chunk in events.Chunk(DealStore.EventsAWrite))
        {
            deal = await ApplyAsync(key, chunk, assessor, LongestAliasChain, cancellationToken);
        }

        return deal;
    }

    /// <summary>Evaluates a deal again as it is stored, and puts it on the board again.</summary>
    public async Task EvaluateAsync(DealKey key, DealAssessor assessor, CancellationToken cancellationToken)
    {
        var assessed = await deals.ChangeAsync(key, DealChange.None, assessor, time.GetUtcNow(), cancellationToken);
        await ShowAsync(assessed, assessor, cancellationToken);
    }

    /// <summary>Notes that the owner now knows of signals.</summary>
    public async Task MarkAlertedAsync(DealKey key, IReadOnlyCollection<string> kinds, DealAssessor assessor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var assessed = await deals.ChangeAsync(
            key,
            before => DealChange.None(before with
            {
                Standing = [.. before.Standing.Select(raised => kinds.Contains(raised.Signal.Kind) ? raised with { AlertedAt = now } : raised)],
            }),
            assessor,
            now,
            cancellationToken);
        await ShowAsync(assessed, assessor, cancellationToken);
    }

    private async Task<DealSnapshot> ApplyAsync(DealKey key, IReadOnlyList<CanonicalEvent> events, DealAssessor assessor, int hops, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var wasAlias = false;
        var assessed = await deals.ChangeAsync(
            key,
            before =>
            {
                wasAlias = before.Snapshot.IsAlias && hops > 0;
                var kept = wasAlias ? events.OfType<CanonicalEvent.DealMerged>().ToArray() : events;
                return new(Placed(before.Apply(kept, now)), kept);
            },
            assessor,
            now,
            cancellationToken);
        if (assessed.Deal.Snapshot.MergedInto.Value is { } into && hops > 0)
        {
            await ForwardAsync(assessed, new(key.Source, into), wasAlias ? events : [], assessor, hops - 1, cancellationToken);
        }

        await ShowAsync(assessed, assessor, cancellationToken);
        return assessed.Deal.Snapshot;
    }

    /// <summary>Brings what an alias knows, and late events of its id, to the deal it was merged into.</summary>
    private async Task ForwardAsync(
        Assessment alias, DealKey into, IReadOnlyList<CanonicalEvent> late, DealAssessor assessor, int hops, CancellationToken cancellationToken)
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
            await ForwardAsync(heir, new(into.Source, heir.Deal.Snapshot.MergedInto.Value!), [], assessor, hops - 1, cancellationToken);
        }

        // The end of the old record is no end of the deal.
        var events = late.Where(happened => happened is not (CanonicalEvent.DealMerged or CanonicalEvent.DealDeleted or CanonicalEvent.DealRestored)).ToArray();
        if (events.Length > 0)
        {
            await ApplyAsync(into, events, assessor, hops, cancellationToken);
        }
        else
        {
            await ShowAsync(heir, assessor, cancellationToken);
        }
    }

    /// <summary>A new deal will be on its owner's board; where a known one is, its row says.</summary>
    private static WatchedDeal Placed(WatchedDeal deal) => deal.BoardOwnerKey is null ? deal with { BoardOwnerKey = deal.OwnerKey } : deal;

    /// <summary>Puts a deal on its owner's board, and takes it off that of the owner before.</summary>
    private async Task ShowAsync(Assessment assessed, DealAssessor assessor, CancellationToken cancellationToken)
    {
        var deal = assessed.Deal;
        if (assessed.IsOnBoard)
        {
            await board.PutAsync(BoardView.Compose(assessed, assessor), cancellationToken);
        }

        if (deal.BoardOwnerKey is { } placed && (placed != deal.OwnerKey || !assessed.IsOnBoard))
        {
            await board.RemoveAsync(placed, deal.Key, cancellationToken);
        }

        if (deal.BoardOwnerKey != deal.OwnerKey)
        {
            await deals.ChangeAsync(
                deal.Key,
                before => DealChange.None(before.OwnerKey == deal.OwnerKey ? before with { BoardOwnerKey = deal.OwnerKey } : before),
                assessor,
                time.GetUtcNow(),
                cancellationToken);
        }
    }
}
