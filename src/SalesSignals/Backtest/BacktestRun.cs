using System.Collections.Immutable;
using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Backtest;

/// <summary>Runs the rules over the past, and compares what they said with how deals ended. Pure.</summary>
public static class BacktestRun
{
    /// <summary>The share of closed deals by which a limit may be chosen; the rest judges the choice.</summary>
    private const double EarlierShare = 0.6;

    public static BacktestReport Run(History history, BacktestOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(options);
        var (first, last) = Span(history, options);
        var from = options.From ?? first;
        var days = new WorkingDayEnds(options.Settings.Calendar, options.Zone, first, last);
        var outcomes = Outcomes.Of(history, options, from, last);
        var rules = new AllRules();
        var sweeps = options.Sweep ? SweepLanes.Of(options) : [];
        var replay = new Replay(history, options, days, Eras.Of(history, options, days), [rules, .. sweeps.SelectMany(sweep => sweep.Lanes.Select(lane => lane.Lane))]);
        replay.Run(cancellationToken);
        var splitOn = outcomes.SplitOn(EarlierShare) ?? from;
        return new()
        {
            From = from,
            To = last,
            Deals = history.Deals.Length,
            Closed = outcomes.Rate(_ => true),
            Open = outcomes.Open,
            OwnerWeeks = replay.OwnerWeeks,
            Rules = [.. rules.Tracks.Where(track => options.Reports(track.Kind)).Select(track => Result(track, outcomes, replay.OwnerWeeks))],
            Sweeps = [.. sweeps.Select(sweep => Result(sweep, outcomes, replay.OwnerWeeks, splitOn, options.AlertBudget))],
        };
    }

    private static (DateOnly First, DateOnly Last) Span(History history, BacktestOptions options)
    {
        var first = history.BeginsAt is { } beginsAt ? LocalDay.DayOf(beginsAt, options.Zone) : options.From ?? options.To ?? default;
        var last = options.To ?? (history.EndsAt is { } endsAt ? LocalDay.DayOf(endsAt, options.Zone) : first);
        return (first, last);
    }

    private static RuleResult Result(RuleTrack track, Outcomes outcomes, int ownerWeeks) => new(
        track.Kind, outcomes.Compare(track.Flags, _ => true), outcomes.WarningDays(track.Flags), track.CouldJudge, track.Raisings, PerWeek(track, ownerWeeks));

    private static RuleSweep Result(SweepLanes sweep, Outcomes outcomes, int ownerWeeks, DateOnly splitOn, double alertBudget)
    {
        ImmutableArray<SweepPoint> points =
        [
            .. sweep.Lanes.Select(lane => new SweepPoint(
                lane.Value,
                outcomes.Compare(lane.Lane.Track.Flags, _ => true),
                outcomes.Compare(lane.Lane.Track.Flags, closedOn => closedOn < splitOn),
                outcomes.Compare(lane.Lane.Track.Flags, closedOn => closedOn >= splitOn),
                outcomes.WarningDays(lane.Lane.Track.Flags),
                PerWeek(lane.Lane.Track, ownerWeeks))),
        ];
        var limit = sweep.Limit;
        return new(limit.Kind, limit.Setting, limit.Current, splitOn, points, Suggestions.Make(limit.Current, points, alertBudget));
    }

    private static double PerWeek(RuleTrack track, int ownerWeeks) => ownerWeeks == 0 ? 0 : (double)track.Raisings / ownerWeeks;
}

/// <summary>A rule's main limit, with a lane for each value.</summary>
internal sealed record SweepLanes(MainLimit Limit, ImmutableArray<(int Value, OtherLimit Lane)> Lanes)
{
    public static ImmutableArray<SweepLanes> Of(BacktestOptions options) =>
    [
        .. SignalRules.All
            .Where(rule => options.Reports(rule.Kind))
            .Select(rule => (rule.Detect, Limit: MainLimits.Of(rule.Kind, options.Settings)))
            .Where(rule => rule.Limit is not null)
            .Select(rule => new SweepLanes(
                rule.Limit!,
                [.. rule.Limit!.Values.Select(value => (value, new OtherLimit(rule.Limit.Kind, rule.Detect, MainLimits.With(options.Settings, rule.Limit, value))))])),
    ];
}
