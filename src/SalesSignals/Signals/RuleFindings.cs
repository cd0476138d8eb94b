using System.Collections.Immutable;

namespace SalesSignals.Signals;

/// <summary>What became of all that the rules have raised, in all and by team.</summary>
/// <param name="Deals">How many deals were looked at.</param>
/// <param name="ByTeam">Sorted by team, that of all teams together (null) first. Rules that never spoke are left out.</param>
public sealed record RuleFindings(int Deals, ImmutableArray<TeamFindings> ByTeam)
{
    /// <summary>Good news is told to nobody, so there is nothing to be right about.</summary>
    public static ImmutableArray<string> Kinds { get; } = [.. SignalRules.All.Select(rule => rule.Kind).Where(kind => kind != SignalKinds.Momentum)];

    public static RuleFindings None { get; } = new(0, []);

    /// <summary>The teams of whose deals something was raised.</summary>
    public IEnumerable<string> Teams => ByTeam.Select(found => found.Team).OfType<string>();

    /// <summary>Every rule that alerts, in their order.</summary>
    /// <param name="team">Null for all teams together; the case of a name does not matter.</param>
    public ImmutableArray<RulePrecision> Of(string? team)
    {
        var found = ByTeam.FirstOrDefault(one => string.Equals(one.Team, team, StringComparison.OrdinalIgnoreCase))?.Rules ?? [];
        return [.. Kinds.Select(kind => found.FirstOrDefault(rule => rule.Kind == kind) ?? new() { Kind = kind })];
    }
}

/// <param name="Team">As the directory names it; null for all teams together.</param>
public sealed record TeamFindings(string? Team, ImmutableArray<RulePrecision> Rules);
