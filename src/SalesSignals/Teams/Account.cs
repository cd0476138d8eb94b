using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Teams;

/// <summary>A deal and who owns it.</summary>
public sealed record OwnedDeal(Person Owner, BoardDeal Deal);

/// <summary>A customer, or somebody who may become one: all deals of the same account of the same source.</summary>
/// <param name="Id">The account, where the CRM tells it; null where a deal stands alone because it does not.</param>
public sealed record Account(string? Id, ImmutableArray<OwnedDeal> Deals)
{
    /// <summary>The last win; null while nothing is won.</summary>
    public OwnedDeal? LastWin { get; } = Deals
        .Where(owned => owned.Deal.Status == DealStatus.Won)
        .OrderBy(owned => owned.Deal.ClosedAt ?? DateTimeOffset.MinValue)
        .ThenBy(owned => owned.Deal.Key.ToString(), StringComparer.Ordinal)
        .LastOrDefault();

    /// <summary>What to call it: its own name, or that of the deal.</summary>
    public string Name => Deals.Select(owned => owned.Deal.AccountName).FirstOrDefault(name => name is { Length: > 0 }) ?? (LastWin ?? Deals[0]).Deal.Name;

    public bool HasOpenDeal => Deals.Any(owned => owned.Deal.Status == DealStatus.Open);

    /// <summary>When anybody of either side was last in touch; null where no touch was ever told.</summary>
    public DateTimeOffset? LastTouchAt => Deals.Max(owned => Later(owned.Deal.LastBuyerTouchAt, owned.Deal.LastSellerTouchAt));

    /// <summary>The next meeting, call or task with them.</summary>
    public DateTimeOffset? NextPlannedAfter(DateTimeOffset now) => Deals.Min(owned => owned.Deal.NextPlannedAt > now ? owned.Deal.NextPlannedAt : null);

    /// <summary>
    /// The accounts of some deals. A deal that tells only the account's name belongs to the account of that name, where there is just one
    /// in its source.
    /// </summary>
    public static ImmutableArray<Account> Of(IEnumerable<OwnedDeal> deals)
    {
        var all = deals.Where(owned => owned.Deal.Status != DealStatus.Deleted).ToList();
        var idsByName = all
            .Where(owned => owned.Deal is { AccountId.Length: > 0, AccountName.Length: > 0 })
            .ToLookup(owned => NameKey(owned.Deal), owned => owned.Deal.AccountId!, StringComparer.Ordinal);
        return
        [
            .. all
                .GroupBy(owned => IdOf(owned.Deal, idsByName) ?? $"deal {owned.Deal.Key}", StringComparer.Ordinal)
                .Select(account => new Account(IdOf(account.First().Deal, idsByName), [.. account])),
        ];
    }

    private static string? IdOf(BoardDeal deal, ILookup<string, string> idsByName)
    {
        if (deal.AccountId is { Length: > 0 } id)
        {
            return $"{deal.Key.Source}:{id}";
        }

        if (string.IsNullOrWhiteSpace(deal.AccountName))
        {
            return null;
        }

        var name = NameKey(deal);
        return idsByName[name].Distinct(StringComparer.Ordinal).ToList() is [var only] ? $"{deal.Key.Source}:{only}" : $"name {name}";
    }

    private static string NameKey(BoardDeal deal) => $"{deal.Key.Source}:{deal.AccountName!.Trim().ToUpperInvariant()}";

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right ?? left : left;
}
