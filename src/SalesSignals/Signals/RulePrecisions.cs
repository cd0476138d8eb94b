using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>
/// Counts what became of all that the rules have raised, by rule and team. It is shown one deal after the other; its memory does not grow
/// with the deals. Not safe for use by two at once.
/// </summary>
public sealed class RulePrecisions
{
    private readonly DealAssessor _assessor;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<string, TeamCount> _teams = new(StringComparer.OrdinalIgnoreCase);
    private readonly TeamCount _all = new(Name: null, []);
    private int _deals;

    /// <param name="before">What was counted of other deals, to go on from.</param>
    public RulePrecisions(DealAssessor assessor, DateTimeOffset now, RuleFindings? before = null)
    {
        (_assessor, _now, _deals) = (assessor, now, before?.Deals ?? 0);
        foreach (var (team, rules) in before?.ByTeam ?? [])
        {
            var count = Of(team);
            foreach (var rule in rules)
            {
                count.Rules[rule.Kind] = rule;
            }
        }
    }

    /// <summary>Takes in what was raised on a deal.</summary>
    public void Show(WatchedDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        _deals++;
        var flagged = new HashSet<(TeamCount, string)>();
        foreach (var record in _assessor.RecordsOf(deal, _now))
        {
            foreach (var count in record.Team is null ? [_all] : new[] { _all, Of(record.Team) })
            {
                count.Rules[record.Kind] = count.Of(record.Kind).Count(record, _now);
                flagged.Add((count, record.Kind));
            }
        }

        var status = deal.Snapshot.IsAlias ? DealStatus.Deleted : DealView.Of(deal.Snapshot, _assessor.Stages, _now).Status;
        if (status is DealStatus.Won or DealStatus.Lost)
        {
            foreach (var (count, kind) in flagged)
            {
                count.Rules[kind] = count.Of(kind).CountDeal(status is DealStatus.Lost);
            }
        }
    }

    public RuleFindings Findings() => new(
        _deals,
        [_all.Found(), .. _teams.Values.OrderBy(team => team.Name, StringComparer.OrdinalIgnoreCase).Select(team => team.Found())]);

    private TeamCount Of(string? team)
    {
        if (team is null)
        {
            return _all;
        }

        return _teams.TryGetValue(team, out var count) ? count : _teams[team] = new(team, []);
    }

    private sealed record TeamCount(string? Name, Dictionary<string, RulePrecision> Rules)
    {
        public RulePrecision Of(string kind) => Rules.GetValueOrDefault(kind) ?? new() { Kind = kind };

        public TeamFindings Found() => new(Name, [.. Rules.Values.OrderBy(rule => RuleFindings.Kinds.IndexOf(rule.Kind))]);

        public bool Equals(TeamCount? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
