using SalesSignals.Deals;
using SalesSignals.Signals;

namespace SalesSignals.Backtest;

/// <summary>
/// Goes through the past of each deal, day by day, as it was known then: at the end of each working day the rules see the merge of what
/// had been told until that instant, and nothing else.
/// </summary>
internal sealed class Replay(History history, BacktestOptions options, WorkingDayEnds days, List<Era> eras, IReadOnlyList<Lane> lanes)
{
    private readonly HashSet<(string OwnerKey, int Week)> _ownerWeeks = [];
    private readonly int _firstCounted = options.From is { } from ? days.FirstOn(from) : 0;
    private readonly StageMap _stages = new(options.Settings);

    /// <summary>In how many weeks owners had open deals, summed over the owners.</summary>
    public int OwnerWeeks => _ownerWeeks.Count;

    public void Run(CancellationToken cancellationToken)
    {
        for (var deal = 0; deal < history.Deals.Length; deal++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Walk(deal);
        }
    }

    private void Walk(int index)
    {
        var deal = history.Deals[index];
        ClearAll();
        var snapshot = DealSnapshot.Empty(deal.Key);
        var told = 0;
        var day = deal.Events.IsEmpty ? days.Count : days.FirstAtOrAfter(deal.Events[0].KnownAt);
        while (day < days.Count)
        {
            for (; told < deal.Events.Length && deal.Events[told].KnownAt <= days[day]; told++)
            {
                snapshot = DealMerge.Apply(snapshot, deal.Events[told].Event);
            }

            var news = told < deal.Events.Length ? days.FirstAtOrAfter(deal.Events[told].KnownAt) : days.Count;
            Stay(new() { Snapshot = snapshot, WatchedSince = deal.Events[0].KnownAt }, index, day, news);
            day = news;
        }
    }

    /// <summary>The days from one until before another, on which nothing new was told.</summary>
    private void Stay(WatchedDeal deal, int index, int from, int until)
    {
        if (deal.Snapshot.IsAlias || !DealView.Of(deal.Snapshot, _stages, days[from]).IsOpen)
        {
            ClearAll();
            return;
        }

        CountWeeks(deal.OwnerKey, Math.Max(from, _firstCounted), until);
        foreach (var lane in lanes)
        {
            var era = EraOf(from);
            for (var day = from; day < until;)
            {
                era = era + 1 < eras.Count && eras[era + 1].FirstDay <= day ? era + 1 : era;
                day = Math.Min(Look(lane, deal, index, day, era), era + 1 < eras.Count ? eras[era + 1].FirstDay : days.Count);
            }
        }
    }

    /// <summary>Asks the rules at the end of a day; the next day on which they could say something else.</summary>
    private int Look(Lane lane, WatchedDeal deal, int index, int day, int era)
    {
        var view = eras[era].Assessor.ViewOf(deal.Snapshot, days[day]);
        var context = eras[era].Assessor.ContextOf(deal, view);
        var changesAt = lane.Ask(context, index, counts: day >= _firstCounted);
        changesAt = view.NextBoundaryAt < changesAt ? view.NextBoundaryAt.Value : changesAt;
        return Math.Max(day + 1, days.FirstAtOrAfter(changesAt));
    }

    private int EraOf(int day)
    {
        var era = eras.Count - 1;
        while (era > 0 && eras[era].FirstDay > day)
        {
            era--;
        }

        return era;
    }

    private void CountWeeks(string ownerKey, int from, int until)
    {
        var counted = -1;
        for (var day = from; day < until; day++)
        {
            if (days.WeekOf(day) is var week && week != counted)
            {
                counted = week;
                _ownerWeeks.Add((ownerKey, week));
            }
        }
    }

    private void ClearAll()
    {
        foreach (var lane in lanes)
        {
            lane.Clear();
        }
    }
}
