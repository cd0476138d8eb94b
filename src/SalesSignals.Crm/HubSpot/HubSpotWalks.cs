using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>
/// Walks through an account. HubSpot's search gives no more than 10,000 hits, so that each page is a search of its own for what comes
/// after the last id; in a window of the past, what is modified meanwhile leaves for the next window and is in no page's way.
/// </summary>
internal sealed class HubSpotWalks(HubSpotSearches searches, HubSpotObjects objects, TimeProvider time)
{
    private const string Deals = "deals";
    private const string Merged = "merged";
    private const string Deleted = "deleted";

    /// <summary>Deals that are gone are listed for about three months; nobody deletes more than this in them.</summary>
    private const int MostDeletedPages = 1000;

    /// <summary>A search, two reads of deals and their histories, links and contacts, and for activities of five kinds their links and reads.</summary>
    private const int CallsADealPage = 22;

    /// <summary>A search, a read, and links both ways.</summary>
    private const int CallsAnObjectPage = 4;

    private static readonly ImmutableArray<CrmObjectKind> Activities =
        [CrmObjectKind.Meeting, CrmObjectKind.Call, CrmObjectKind.Email, CrmObjectKind.Note, CrmObjectKind.Task];

    private static readonly ImmutableArray<CrmObjectKind> Kinds = [CrmObjectKind.Deal, .. Activities, CrmObjectKind.Contact];

    public static IReadOnlyList<string> PartsOf(CrmWalk walk) => walk is CrmWalk.Backfill ? [Deals] : [.. Kinds.Select(HubSpotTypes.PathOf), Merged, Deleted];

    public async Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken) => (walk, part) switch
    {
        (CrmWalk.Backfill backfill, Deals) => await WholeDealsAsync(backfill, after, cancellationToken),
        (CrmWalk.Changes changes, Merged) => await MergedAsync(changes, after, cancellationToken),
        (CrmWalk.Changes changes, Deleted) => await DeletedAsync(changes, after, cancellationToken),
        (CrmWalk.Changes changes, _) when Kinds.Where(kind => HubSpotTypes.PathOf(kind) == part).ToList() is [var kind] =>
            await ChangedAsync(changes, kind, after, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "No such part of the walk."),
    };

    public async Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken)
    {
        if (walk is CrmWalk.Backfill backfill)
        {
            var deals = await searches.CountAsync(CrmObjectKind.Deal, HubSpotFilter.Of(backfill), cancellationToken);
            return new(deals, Pages(deals) * CallsADealPage);
        }

        // Merged and deleted deals too, of which there are few.
        long changed = 0, calls = 2;
        foreach (var kind in Kinds)
        {
            var count = await searches.CountAsync(kind, HubSpotFilter.Of((CrmWalk.Changes)walk, kind), cancellationToken);
            calls += Pages(count) * CallsAnObjectPage;
            changed = kind is CrmObjectKind.Deal ? count : changed;
        }

        return new(changed, calls);
    }

    private async Task<CrmPage> WholeDealsAsync(CrmWalk.Backfill walk, string? after, CancellationToken cancellationToken)
    {
        var ids = await searches.NextAsync(CrmObjectKind.Deal, HubSpotFilter.Of(walk), after, cancellationToken);
        if (ids.Count == 0)
        {
            return new([], 0, null);
        }

        var events = await objects.TellAsync(CrmObjectKind.Deal, Unlinked(ids), cancellationToken);
        foreach (var kind in Activities)
        {
            events.AddRange(await objects.ActivitiesOfAsync(kind, ids, cancellationToken));
        }

        return new(events, ids.Count, NextAfter(ids));
    }

    /// <summary>Activities and contacts are found with those of deals closed long ago, which nobody watches.</summary>
    private async Task<CrmPage> ChangedAsync(CrmWalk.Changes walk, CrmObjectKind kind, string? after, CancellationToken cancellationToken)
    {
        var ids = await searches.NextAsync(kind, HubSpotFilter.Of(walk, kind), after, cancellationToken);
        return new(ids.Count == 0 ? [] : await objects.TellAsync(kind, Unlinked(ids), cancellationToken), ids.Count, NextAfter(ids))
        {
            OfKnownDealsOnly = kind is not CrmObjectKind.Deal,
        };
    }

    /// <summary>The deals that went into another are neither found nor listed as deleted; only the one that came out of them names them.</summary>
    private async Task<CrmPage> MergedAsync(CrmWalk.Changes walk, string? after, CancellationToken cancellationToken)
    {
        var ids = await searches.NextAsync(CrmObjectKind.Deal, HubSpotFilter.OfMerged(walk), after, cancellationToken);
        return new(ids.Count == 0 ? [] : await objects.MergesAsync(ids, cancellationToken), ids.Count, NextAfter(ids)) { OfKnownDealsOnly = true };
    }

    /// <summary>HubSpot lists what is gone by id and not by time: all of it is looked through.</summary>
    private async Task<CrmPage> DeletedAsync(CrmWalk.Changes walk, string? after, CancellationToken cancellationToken)
    {
        var (page, from) = after?.Split('|') is [var number, var place] ? (int.Parse(number, CultureInfo.InvariantCulture), place) : (1, null);
        var (archived, next) = await searches.ArchivedDealsAsync(from, cancellationToken);
        var now = time.GetUtcNow();
        List<CanonicalEvent> events =
        [
            .. from deal in archived
               let at = HubSpotValue.Instant(deal.ArchivedAt, "archivedAt")
               where at >= walk.Since && at < walk.Until && at <= now
               select new CanonicalEvent.DealDeleted
               {
                   Id = HubSpotTypes.EventId(CrmObjectKind.Deal, deal.Key, at.Value, Deleted), OccurredAt = at.Value, DealId = deal.Key,
               },
        ];
        return new(events, archived.Count, next is null || page >= MostDeletedPages ? null : string.Create(CultureInfo.InvariantCulture, $"{page + 1}|{next}"))
        {
            OfKnownDealsOnly = true,
        };
    }

    private static Dictionary<string, DateTimeOffset?> Unlinked(IEnumerable<string> ids) => ids.ToDictionary(id => id, _ => (DateTimeOffset?)null, StringComparer.Ordinal);

    /// <summary>A page that is not full was the last.</summary>
    private static string? NextAfter(IReadOnlyList<string> ids) => ids.Count < HubSpotSearches.PageSize ? null : ids[^1];

    private static long Pages(long objects) => (objects + HubSpotSearches.PageSize - 1) / HubSpotSearches.PageSize;
}
