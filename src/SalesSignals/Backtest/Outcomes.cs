using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Backtest;

/// <summary>How each deal of a history ended.</summary>
internal sealed class Outcomes
{
    private readonly Outcome?[] _closed;

    private Outcomes(Outcome?[] closed, int open) => (_closed, Open) = (closed, open);

    public int Open { get; }

    private readonly record struct Outcome(bool IsLost, DateTimeOffset ClosedAt, DateOnly ClosedOn);

    /// <summary>What was known at the end of the last day. Only deals closed from one day to the other count; deleted and merged ones never do.</summary>
    public static Outcomes Of(History history, BacktestOptions options, DateOnly from, DateOnly to)
    {
        var stages = new StageMap(options.Settings);
        var open = 0;
        var closed = new Outcome?[history.Deals.Length];
        for (var i = 0; i < closed.Length; i++)
        {
            var deal = new DealHistory(history.Deals[i].Key, history.Deals[i].Events.Where(heard => LocalDay.DayOf(heard.KnownAt, options.Zone) <= to)).Latest();
            var view = DealView.Of(deal, stages, DateTimeOffset.MaxValue);
            open += view.IsOpen && !deal.IsAlias && deal.FirstEventAt is not null ? 1 : 0;
            if (!deal.IsAlias && view.ClosedAt is { } closedAt && LocalDay.DayOf(closedAt, options.Zone) is var closedOn && closedOn >= from && closedOn <= to)
            {
                closed[i] = new(view.Status is DealStatus.Lost, closedAt, closedOn);
            }
        }

        return new(closed, open);
    }

    public Rate Rate(Func<DateOnly, bool> counts) => RateOf(_closed.Where(outcome => outcome is { } known && counts(known.ClosedOn)));

    /// <summary>Flagged deals against the others.</summary>
    public Comparison Compare(List<Flag> flags, Func<DateOnly, bool> counts)
    {
        var all = Rate(counts);
        var flagged = RateOf(flags.Where(flag => IsWarning(flag) && counts(_closed[flag.Deal]!.Value.ClosedOn)).Select(flag => _closed[flag.Deal]));
        return new(flagged, new(all.Lost - flagged.Lost, all.Deals - flagged.Deals));
    }

    /// <summary>The median of the days from a lost deal's first flag to its end.</summary>
    public double? WarningDays(List<Flag> flags)
    {
        double[] days = [.. flags.Where(flag => IsWarning(flag) && _closed[flag.Deal]!.Value.IsLost).Select(flag => (_closed[flag.Deal]!.Value.ClosedAt - flag.FirstAt).TotalDays).Order()];
        return days.Length == 0 ? null : days.Length % 2 == 1 ? days[days.Length / 2] : (days[(days.Length / 2) - 1] + days[days.Length / 2]) / 2;
    }

    /// <summary>The day that leaves a share of the closed deals before it; null where none is closed.</summary>
    public DateOnly? SplitOn(double share)
    {
        DateOnly[] days = [.. _closed.Where(outcome => outcome is not null).Select(outcome => outcome!.Value.ClosedOn).Order()];
        return days.Length == 0 ? null : days[(int)(share * days.Length)];
    }

    /// <summary>A closing that is told late may be dated before a flag: no warning, since all was over by then.</summary>
    private bool IsWarning(Flag flag) => _closed[flag.Deal] is { } outcome && flag.FirstAt < outcome.ClosedAt;

    private static Rate RateOf(IEnumerable<Outcome?> outcomes)
    {
        var (lost, deals) = (0, 0);
        foreach (var outcome in outcomes)
        {
            deals++;
            lost += outcome!.Value.IsLost ? 1 : 0;
        }

        return new(lost, deals);
    }
}
