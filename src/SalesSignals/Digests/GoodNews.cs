using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Teams;

namespace SalesSignals.Digests;

/// <summary>What went well since the previous digest, by name: wins first, then deals that moved forward.</summary>
public static class GoodNews
{
    public static ImmutableArray<string> Find(IReadOnlyList<TeamMember> team, MoveWindow window, DateOnly today) =>
    [
        .. team
            .SelectMany(member => member.Deals.Select(deal => (member.Person, Deal: deal, Move: Best(deal, window))))
            .Where(news => news.Move is not null)
            .OrderBy(news => Rank(news.Move!.Kind))
            .ThenByDescending(news => DealRanking.Expected(news.Deal))
            .ThenBy(news => news.Deal.Key.ToString(), StringComparer.Ordinal)
            .Select(news => Tell(Wording.FirstName(news.Person.Name), news.Deal, news.Move!, today)),
    ];

    /// <summary>Who has reached their quota since the previous digest.</summary>
    public static IEnumerable<string> OfReps(IEnumerable<RepContext> reps, MoveWindow window) =>
        from rep in reps
        where rep.Skip(rep.Settings.Momentum.Enabled) is null && RepMomentum.QuotaReachedAt(rep) is { } at && at > window.Since && at <= window.Until
        let won = rep.Sum(rep.WonIn(rep.Quarter))
        select $"{Wording.FirstName(rep.Rep.Name)} has reached the quota: {won} of {won with { Amount = rep.Quota ?? 0 }} won in {rep.Quarter.Name}.";

    /// <summary>One piece of news a deal, and none that something undid later.</summary>
    private static DealMove? Best(BoardDeal deal, MoveWindow window)
    {
        var undoneAt = deal.Moves.Where(move => move.Kind is DealMoveKind.Lost or DealMoveKind.Regressed).Select(move => (DateTimeOffset?)move.At).Max();
        return deal.Moves
            .Where(move => window.Contains(deal, move) && Rank(move.Kind) < int.MaxValue && !(undoneAt >= move.At))
            .OrderByDescending(move => move.At)
            .MinBy(move => Rank(move.Kind));
    }

    private static int Rank(DealMoveKind kind) => kind switch
    {
        DealMoveKind.Won => 0,
        DealMoveKind.Advanced => 1,
        DealMoveKind.CloseDatePulledIn => 2,
        _ => int.MaxValue,
    };

    private static string Tell(string rep, BoardDeal deal, DealMove move, DateOnly today)
    {
        var name = Wording.Clean(deal.Name, 50);
        var amount = Money.Of(deal) is { } money ? $", {money}" : string.Empty;
        return move.Kind switch
        {
            DealMoveKind.Won => $"{rep} won {name}{amount}.",
            DealMoveKind.Advanced when move.To is { Length: > 0 } to => $"{rep} moved {name} on to {Wording.Words(to)}{amount}.",
            DealMoveKind.Advanced => $"{rep} moved {name} forward{amount}.",
            _ => $"{rep} brought {name} forward{To(move, today)}{amount}.",
        };
    }

    private static string To(DealMove move, DateOnly today) =>
        DateOnly.TryParseExact(move.To, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? $" to {Wording.Day(day, today)}" : string.Empty;
}
