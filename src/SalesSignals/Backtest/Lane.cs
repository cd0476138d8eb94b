using SalesSignals.Deals;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Backtest;

/// <summary>What one rule, with one set of limits, has said in the course of a replay.</summary>
internal sealed class RuleTrack(string kind)
{
    private bool _isFiring;
    private int _flaggedDeal = -1;

    public string Kind { get; } = kind;

    /// <summary>The deals that it ever flagged, and when first.</summary>
    public List<Flag> Flags { get; } = [];

    /// <summary>How often it was newly raised within the days that count.</summary>
    public int Raisings { get; private set; }

    /// <summary>Whether it ever had what it needs to judge a deal.</summary>
    public bool CouldJudge { get; private set; }

    public void Say(in RuleVerdict verdict, int deal, DateTimeOffset at, bool counts)
    {
        var isFiring = verdict.Outcome is RuleOutcome.Fired;
        CouldJudge |= verdict.Outcome is RuleOutcome.Fired or RuleOutcome.Quiet;
        if (isFiring && !_isFiring)
        {
            Raisings += counts ? 1 : 0;
            if (_flaggedDeal != deal)
            {
                _flaggedDeal = deal;
                Flags.Add(new(deal, at));
            }
        }

        _isFiring = isFiring;
    }

    /// <summary>The deal is closed, or another comes.</summary>
    public void Clear() => _isFiring = false;
}

/// <param name="Deal">By index in the history.</param>
internal readonly record struct Flag(int Deal, DateTimeOffset FirstAt);

/// <summary>Rules that are asked together: each deal's way through time is walked once a lane, stopping only where an answer may change.</summary>
internal abstract class Lane
{
    public abstract IEnumerable<RuleTrack> Tracks { get; }

    /// <summary>Asks the rules; when their answer could next be another by time alone.</summary>
    public abstract DateTimeOffset Ask(in RuleContext context, int deal, bool counts);

    public void Clear()
    {
        foreach (var track in Tracks)
        {
            track.Clear();
        }
    }
}

/// <summary>All rules as settings have them, one after the other, since some look at what others have found.</summary>
internal sealed class AllRules : Lane
{
    private readonly RuleTrack[] _tracks = [.. SignalRules.All.Select(rule => new RuleTrack(rule.Kind))];

    public override IEnumerable<RuleTrack> Tracks => _tracks;

    public override DateTimeOffset Ask(in RuleContext context, int deal, bool counts)
    {
        var changesAt = DateTimeOffset.MaxValue;
        var asked = context;
        for (var i = 0; i < _tracks.Length; i++)
        {
            var verdict = SignalRules.All[i].Detect(asked);
            _tracks[i].Say(verdict, deal, context.Now, counts);
            changesAt = verdict.ChangesAt < changesAt ? verdict.ChangesAt : changesAt;
            asked = verdict.Signal is { } signal ? asked.Knowing(signal) : asked;
        }

        return changesAt;
    }
}

/// <summary>One rule with another limit.</summary>
internal sealed class OtherLimit(string kind, DealRule detect, SalesSettings settings) : Lane
{
    private readonly RuleSettingsMap _rules = new(settings);

    public RuleTrack Track { get; } = new(kind);

    public override IEnumerable<RuleTrack> Tracks => [Track];

    public override DateTimeOffset Ask(in RuleContext context, int deal, bool counts)
    {
        var key = context.Snapshot.Key;
        var rules = _rules.For(key.Source, context.Snapshot.Pipeline.Value, context.Deal.Stage?.Name(), context.Owner?.Team);
        var verdict = detect(new RuleContext(
            context.Deal, context.Calendar, rules, context.ActivitiesKnown, context.ActivitiesKnownSince, context.Owner, context.Baselines));
        Track.Say(verdict, deal, context.Now, counts);
        return verdict.ChangesAt;
    }
}
