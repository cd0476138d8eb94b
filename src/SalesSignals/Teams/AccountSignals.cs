using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>What stands against a customer, gravest first.</summary>
public sealed record AccountSignals(Account Account, ImmutableArray<RaisedSignal> Signals)
{
    /// <summary>
    /// Longer than this something has been so, and nobody needs an alert of it: it is on the manager's list, and a backfill that brings a
    /// hundred customers in does not fill a rep's week.
    /// </summary>
    private static readonly TimeSpan AlertedWithin = TimeSpan.FromDays(30);

    /// <summary>Who won it last; they look after it.</summary>
    public OwnedDeal Owned => Account.LastWin!;

    public Signal Gravest => Signals[0].Signal;

    /// <summary>The deals with what stands against their customers, each on the deal that was won last.</summary>
    public static IReadOnlyList<BoardDeal> OnDeals(IReadOnlyList<BoardDeal> deals, IEnumerable<AccountSignals> accounts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(deals);
        ArgumentNullException.ThrowIfNull(accounts);
        var news = accounts.ToDictionary(account => account.Owned.Deal.Key, account => account.Signals.RemoveAll(raised => raised.RaisedAt < now - AlertedWithin));
        return [.. deals.Select(deal => news.GetValueOrDefault(deal.Key) is { IsDefaultOrEmpty: false } more ? deal with { Signals = deal.Signals.AddRange(more) } : deal)];
    }
}
