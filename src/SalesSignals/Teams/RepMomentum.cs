using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>Good news of a rep: the quota is reached, deals were won, or several moved forward.</summary>
public static class RepMomentum
{
    private const int Version = 1;

    /// <summary>One deal that moves forward is its own news.</summary>
    private const int ManyAdvances = 2;

    public static RuleVerdict Detect(RepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Settings.Momentum;
        if (context.Skip(options.Enabled) is { } skipped)
        {
            return skipped;
        }

        var since = context.Now.AddDays(-options.WindowDays);
        var signal = (QuotaReachedAt(context) is { } at && at > since ? QuotaReached(context, at) : null) ?? Won(context, since) ?? Advanced(context, since);
        return signal is null
            ? RuleVerdict.Quiet("No win and no more than one deal that moved forward in {1:0} days.", 0, options.WindowDays, DateTimeOffset.MaxValue)
            : RuleVerdict.Fired(signal, context.Tomorrow);
    }

    /// <summary>When the win came with which the quota of this quarter was reached; null where it is not.</summary>
    public static DateTimeOffset? QuotaReachedAt(RepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Quota is not { } quota)
        {
            return null;
        }

        var won = 0m;
        foreach (var deal in context.WonIn(context.Quarter).Where(deal => deal.ClosedAt <= context.Now).OrderBy(deal => deal.ClosedAt))
        {
            won += context.Sum([deal]).Amount;
            if (won >= quota)
            {
                return deal.ClosedAt;
            }
        }

        return null;
    }

    private static Signal QuotaReached(RepContext context, DateTimeOffset at)
    {
        var won = context.WonIn(context.Quarter).ToList();
        var quota = new Money(context.Quota ?? 0, context.Currency);
        return Signal(
            context,
            $"Reached the quota: {context.Sum(won)} of {quota} won in {context.Quarter.Name}.",
            "Say so in front of the team, and ask what others could take from it.",
            [new("Won", context.Describe(won)), new("Reached on", Phrase.Day(context.Calendar.DayOf(at), context.Today))]);
    }

    private static Signal? Won(RepContext context, DateTimeOffset since)
    {
        var won = context.Deals.Where(deal => deal.Status == DealStatus.Won && deal.ClosedAt > since && deal.ClosedAt <= context.Now).OrderByDescending(deal => deal.ClosedAt).ToList();
        return won.Count == 0 ? null : Signal(
            context,
            $"Won {Phrase.Count(won.Count, "deal")} in {context.Settings.Momentum.WindowDays} days.",
            "Tell them what you saw them do well.",
            [new("Won", Names(won))]);
    }

    private static Signal? Advanced(RepContext context, DateTimeOffset since)
    {
        var advanced = context.Deals.Where(deal => deal.Status == DealStatus.Open && MovedForward(deal, since)).ToList();
        return advanced.Count < ManyAdvances ? null : Signal(
            context,
            $"Moved {Phrase.Count(advanced.Count, "deal")} forward in {context.Settings.Momentum.WindowDays} days.",
            "Tell them what you saw them do well.",
            [new("Moved forward", Names(advanced))]);
    }

    /// <summary>Not where it has moved back since.</summary>
    private static bool MovedForward(BoardDeal deal, DateTimeOffset since) =>
        deal.Moves.Where(move => move.Kind is DealMoveKind.Advanced or DealMoveKind.Regressed).MaxBy(move => move.At) is { Kind: DealMoveKind.Advanced } move && move.At > since;

    private static string Names(List<BoardDeal> deals) => Phrase.List(
        deals.Count > 3 ? [.. deals.Take(2).Select(deal => deal.Name), $"{deals.Count - 2} more"] : [.. deals.Select(deal => deal.Name)]);

    private static Signal Signal(RepContext context, string summary, string next, ImmutableArray<Evidence> evidence) => new()
    {
        Kind = SignalKinds.Momentum,
        Severity = Severity.Low,
        IsGoodNews = true,
        Summary = summary,
        NextAction = next,
        Evidence = evidence,
        Threshold = $"news of the last {context.Settings.Momentum.WindowDays} days",
        RuleVersion = Version,
    };
}
