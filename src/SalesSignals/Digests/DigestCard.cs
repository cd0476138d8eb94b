using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Digests;

/// <summary>One card of a digest: a deal with all that stands against it, or the deals that one cause has brought into danger.</summary>
/// <param name="Deals">Worst first; several only where there is a cause.</param>
public sealed record DigestCard(ImmutableArray<DigestDeal> Deals, DigestCause? Cause)
{
    public DigestDeal First => Deals[0];

    public Severity Severity => Deals.Max(deal => deal.Gravest.Severity);

    /// <summary>
    /// Deals that have the same cause share a card, where the worst of them stands. An owner who is not there is such a cause: their manager
    /// has one thing to do about all of it, whatever else stands against each deal. For one who has left that holds of a single deal too.
    /// </summary>
    public static ImmutableArray<DigestCard> Of(IEnumerable<DigestDeal> ranked, DateTimeOffset now) =>
    [
        .. ranked
            .Select((deal, place) => (Deal: deal, Place: place))
            .GroupBy(one => HasAbsentOwner(one.Deal, now) ? one.Deal.Owner.Id : $"{one.Place}|")
            .OrderBy(same => same.First().Place)
            .Select(same => same.Select(one => one.Deal).ToImmutableArray())
            .Select(deals => new DigestCard(deals, deals.Length > 1 || (!deals[0].Owner.IsActive && HasAbsentOwner(deals[0], now)) ? DigestCause.Of(deals, now) : null)),
    ];

    /// <summary>Asked of the directory as well: who is back since the signal was raised is no cause any more.</summary>
    private static bool HasAbsentOwner(DigestDeal deal, DateTimeOffset now) =>
        deal.Signals.Any(signal => signal.Kind == SignalKinds.OwnerUnavailable)
        && (!deal.Owner.IsActive || deal.Owner.IsOnLeave(LocalMoment.Of(now, deal.Owner.TimeZone).Date));
}

/// <summary>What several deals suffer from, and the one thing to do about it.</summary>
/// <param name="Headline"><c>Ana Silva is away until 4 Dec: 5 deals close before that</c></param>
public sealed record DigestCause(string Headline, string NextAction)
{
    /// <summary>An owner who is not there.</summary>
    internal static DigestCause Of(ImmutableArray<DigestDeal> deals, DateTimeOffset now)
    {
        var owner = deals[0].Owner;
        var name = Wording.Clean(owner.Name, 40);
        var count = Wording.Count(deals.Length, "deal");
        var today = LocalMoment.Of(now, owner.TimeZone).Date;
        return owner is { IsActive: true } && owner.LeaveOn(today) is { } leave
            ? new(
                $"{name} is away until {Wording.Day(leave.To, today)}: {count} {(deals.All(deal => deal.Deal.CloseOn <= leave.To) ? "close before that" : "close soon")}",
                "Name one person who answers these buyers until then, and tell the buyers who it is.")
            : new(
                $"{name} has left: {count} {(deals.Length == 1 ? "is" : "are")} still theirs",
                deals.Length == 1
                    ? "Give this deal to somebody who answers the buyer from today on, and tell the buyer who it is."
                    : "Give these deals to people who answer the buyers from today on, and tell the buyers who it is.");
    }
}
