using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Digests;

/// <summary>A rep's conversations that nobody but the rep can know about yet.</summary>
/// <param name="Deals">Their names, the longest waiting first.</param>
public sealed record MissingNotes(Person Rep, int Conversations, DateTimeOffset OldestAt, ImmutableArray<string> Deals)
{
    /// <summary>What one who has left has not written down, nobody can write any more.</summary>
    public static ImmutableArray<MissingNotes> ByRep(IReadOnlyList<TeamMember> team, DateTimeOffset now) =>
    [
        .. team
            .Where(member => member.Person.IsActive)
            .Select(member => (member.Person, Deals: member.Deals.Where(deal => LacksNotes(deal, now)).OrderBy(Oldest).ToArray()))
            .Where(rep => rep.Deals.Length > 0)
            .Select(rep => new MissingNotes(
                rep.Person,
                rep.Deals.Sum(deal => deal.UnnotedConversationsAt.Length),
                Oldest(rep.Deals[0]),
                [.. rep.Deals.Select(deal => Wording.Clean(deal.Name, 40))]))
            .OrderByDescending(rep => rep.Conversations)
            .ThenBy(rep => rep.Rep.Name, StringComparer.Ordinal),
    ];

    /// <summary><c>3 conversations without notes, the oldest from 30 Oct: Acme and Globex.</c></summary>
    public string Describe(string timeZone, DateOnly today)
    {
        var from = Wording.Day(LocalMoment.Of(OldestAt, timeZone).Date, today);
        var since = Conversations == 1 ? $"from {from}" : $"the oldest from {from}";
        return $"{Wording.Count(Conversations, "conversation")}, {since}: {Wording.List(Deals, shown: 3)}";
    }

    private static bool LacksNotes(BoardDeal deal, DateTimeOffset now) =>
        deal.Status != DealStatus.Deleted
        && !deal.UnnotedConversationsAt.IsEmpty
        && !deal.Signals.Any(raised => raised.Signal.Kind == SignalKinds.MissingNotes && raised.IsParkedAt(now));

    private static DateTimeOffset Oldest(BoardDeal deal) => deal.UnnotedConversationsAt.Min();
}
