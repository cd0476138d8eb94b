using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Digests;

/// <summary>A deal that needs its manager: all that stands against it, gravest first, and one thing to do about it.</summary>
public sealed record DigestDeal(BoardDeal Deal, Person Owner, ImmutableArray<Signal> Signals)
{
    public Signal Gravest => Signals[0];

    /// <summary>One suggestion only; a list of them is none.</summary>
    public string NextAction => Gravest.NextAction;

    /// <summary>
    /// The team's open deals with standing, unparked signals, worst first. A deal that lacks nothing but a note is its rep's own to
    /// mend: it is named among the missing notes and gets no card.
    /// </summary>
    public static ImmutableArray<DigestDeal> Rank(IReadOnlyList<TeamMember> team, DateTimeOffset now, CurrencyRates? rates = null) => DealRanking.WorstFirst(
        team
            .SelectMany(member => member.Deals
                .Where(deal => deal.Status == DealStatus.Open)
                .Select(deal => new DigestDeal(deal, member.Person, StandingOf(deal, now))))
            .Where(deal => deal.Signals.Any(signal => signal.Kind != SignalKinds.MissingNotes)),
        deal => deal.Deal,
        deal => deal.Gravest.Severity,
        rates);

    private static ImmutableArray<Signal> StandingOf(BoardDeal deal, DateTimeOffset now) =>
    [
        .. deal.Signals
            .Where(raised => raised.NeedsAttentionAt(now))
            .Select(raised => raised.Signal)
            .OrderByDescending(signal => signal.Severity),
    ];
}
