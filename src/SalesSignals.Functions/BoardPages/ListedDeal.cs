using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Signals;

namespace SalesSignals.Functions.BoardPages;

/// <summary>An open deal as the board lists it.</summary>
/// <param name="Needs">What stands against it and nobody has put aside, gravest first.</param>
/// <param name="Parked">What would, had somebody not asked for silence.</param>
public sealed record ListedDeal(BoardDeal Deal, Person? Owner, ImmutableArray<RaisedSignal> Needs, ImmutableArray<RaisedSignal> Parked)
{
    public Severity? Gravest => Needs.IsEmpty ? null : Needs[0].Signal.Severity;

    public static ListedDeal Of(BoardDeal deal, PeopleDirectory people, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(deal);
        ArgumentNullException.ThrowIfNull(people);
        return new(
            deal,
            people.ByOwnerKey(deal.OwnerKey),
            [.. deal.Signals.Where(raised => raised.NeedsAttentionAt(now)).OrderByDescending(raised => raised.Signal.Severity)],
            [.. deal.Signals.Where(raised => raised.IsStanding && !raised.Signal.IsGoodNews && raised.IsParkedAt(now))]);
    }
}
