using System.Collections.Immutable;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>
/// Counts what became of all that the rules have raised, by rule and team. It is shown one deal after the other; its memory does not grow
/// with the deals. Not safe for use by two at once.
/// </summary>
public sealed class RulePrecisions(DealAssessor assessor, DateTimeOffset now)
{
    /// <summary>Good news is told to nobody, so there is nothing to be right about.</summary>
    private static readonly ImmutableArray<string> Kinds = [.. SignalRules.All.Select(rule => rule.Kind).Where(kind => kind != SignalKinds.Momentum)];

    private readonly Dictionary<(string Kind, string? Team), RulePrecision> _found = [];
    private readonly SortedSet<string> _teams = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many deals were looked at.</summary>
    public int Deals { get; private set; }

    /// <summary>The teams of whose deals something was raised.</summary>
    public ImmutableArray<string> Teams => [.. _teams];

    /// <summary>Takes in what was raised on a deal.</summary>
    public void Show(WatchedDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        Deals++;
        var flagged = new HashSet<(string, string?)>();
        foreach (var record in assessor.RecordsOf(deal, now))
        {
            _ = record.Team is { } named && _teams.Add(named);
            foreach (var team in record.Team is null ? [null] : new[] { null, record.Team.ToUpperInvariant() })
            {
                _found[(record.Kind, team)] = Of(record.Kind, team).Count(record);
                flagged.Add((record.Kind, team));
            }
        }

        var status = deal.Snapshot.IsAlias ? DealStatus.Deleted : DealView.Of(deal.Snapshot, assessor.Stages, now).Status;
        if (status is DealStatus.Won or DealStatus.Lost)
        {
            foreach (var (kind, team) in flagged)
            {
                _found[(kind, team)] = Of(kind, team).CountDeal(status is DealStatus.Lost);
            }
        }
    }

    /// <summary>Every rule that alerts, in their order.</summary>
    /// <param name="team">Null for all teams together.</param>
    public ImmutableArray<RulePrecision> Of(string? team) => [.. Kinds.Select(kind => Of(kind, team?.ToUpperInvariant()))];

    private RulePrecision Of(string kind, string? team) => _found.GetValueOrDefault((kind, team)) ?? new() { Kind = kind };
}
