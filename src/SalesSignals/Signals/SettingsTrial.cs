using System.Collections.Immutable;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>
/// Holds other settings against those in force over the deals as they are now. It is shown one deal after the other and keeps counts and
/// a few names, so that its memory does not grow with the deals. Not safe for use by two at once.
/// </summary>
/// <param name="inForce">With the settings that hold.</param>
/// <param name="proposed">With the others; all else the same.</param>
/// <param name="examples">How many deals of each change are named.</param>
public sealed class SettingsTrial(DealAssessor inForce, DealAssessor proposed, DateTimeOffset now, int examples = 3)
{
    private readonly Dictionary<string, Tally> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RepTrial> _reps = new(StringComparer.Ordinal);
    private RepTrial _nobody = new(null, null, 0, 0);
    private int _deals;

    /// <summary>Takes in what would change on a deal.</summary>
    public void Show(WatchedDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        if (deal.Snapshot.IsAlias)
        {
            return;
        }

        _deals++;
        var before = inForce.Assess(deal, now).Deal;
        var after = proposed.Assess(before, now).Deal;
        var named = new TrialDeal(deal.Key, deal.Snapshot.Name.Value);
        var news = 0;
        foreach (var signal in after.Standing)
        {
            var was = before.Standing.FirstOrDefault(raised => raised.Signal.Kind == signal.Signal.Kind);
            TallyOf(signal.Signal.Kind).Count(was?.Signal, signal.Signal, named, examples);
            news += signal.Signal.Severity > (was?.Signal.Severity ?? 0) && signal.NeedsAttentionAt(now) ? 1 : 0;
        }

        foreach (var cleared in before.Standing.Where(raised => !after.Standing.Any(signal => signal.Signal.Kind == raised.Signal.Kind)))
        {
            TallyOf(cleared.Signal.Kind).Count(cleared.Signal, null, named, examples);
        }

        if (news > 0)
        {
            Alert(proposed.OwnerOf(deal), news);
        }
    }

    /// <summary>What was found so far, in the order of the rules.</summary>
    public SettingsTrialResult Result() => new(
        _deals,
        [.. SignalRules.All.Where(rule => _kinds.ContainsKey(rule.Kind)).Select(rule => _kinds[rule.Kind].Result(rule.Kind))],
        [.. _reps.Values.OrderByDescending(rep => rep.Deals).ThenBy(rep => rep.Name, StringComparer.Ordinal)],
        _nobody.Deals);

    private void Alert(Person? owner, int signals)
    {
        if (owner is not { IsActive: true })
        {
            _nobody = _nobody.Add(signals);
            return;
        }

        var before = _reps.TryGetValue(owner.Id, out var rep) ? rep : new(owner.Id, owner.Name, 0, 0);
        _reps[owner.Id] = before.Add(signals);
    }

    private Tally TallyOf(string kind) => _kinds.TryGetValue(kind, out var tally) ? tally : _kinds[kind] = new();

    private sealed class Tally
    {
        private readonly List<TrialDeal>[] _named = [[], [], [], []];
        private readonly int[] _counts = new int[4];
        private int _before;
        private int _after;

        public void Count(Signal? before, Signal? after, TrialDeal deal, int examples)
        {
            _before += before is null ? 0 : 1;
            _after += after is null ? 0 : 1;
            var change = (before, after) switch
            {
                (null, _) => 0,
                (_, null) => 1,
                _ when after.Severity > before.Severity => 2,
                _ when after.Severity < before.Severity => 3,
                _ => -1,
            };
            if (change < 0)
            {
                return;
            }

            _counts[change]++;
            if (_named[change].Count < examples)
            {
                _named[change].Add(deal);
            }
        }

        public KindTrial Result(string kind) => new(kind, _before, _after, Change(0), Change(1), Change(2), Change(3));

        private TrialChange Change(int change) => new(_counts[change], [.. _named[change]]);
    }
}

/// <param name="Deals">How many deals were looked at.</param>
/// <param name="Kinds">The signals that stand before or after.</param>
/// <param name="Reps">Whom it would tell something new, those with most deals first.</param>
/// <param name="DealsOfNobody">Deals with news that nobody would be told, since nobody active in the directory owns them.</param>
public sealed record SettingsTrialResult(int Deals, ImmutableArray<KindTrial> Kinds, ImmutableArray<RepTrial> Reps, int DealsOfNobody)
{
    /// <summary>The signals of which something would change.</summary>
    public IEnumerable<KindTrial> Changed => Kinds.Where(kind => kind.IsChanged);
}

/// <summary>What would become of one signal.</summary>
/// <param name="Before">On how many deals it stands with the settings in force.</param>
/// <param name="After">On how many it would.</param>
public sealed record KindTrial(string Kind, int Before, int After, TrialChange Raised, TrialChange Cleared, TrialChange Worse, TrialChange Milder)
{
    public bool IsChanged => Raised.Count + Cleared.Count + Worse.Count + Milder.Count > 0;
}

/// <param name="Deals">The first few of them.</param>
public sealed record TrialChange(int Count, ImmutableArray<TrialDeal> Deals);

public sealed record TrialDeal(DealKey Key, string? Name);

/// <param name="Deals">Of how many deals there would be something to tell.</param>
/// <param name="Signals">How many signals that would be.</param>
public sealed record RepTrial(string? PersonId, string? Name, int Deals, int Signals)
{
    internal RepTrial Add(int signals) => this with { Deals = Deals + 1, Signals = Signals + signals };
}
