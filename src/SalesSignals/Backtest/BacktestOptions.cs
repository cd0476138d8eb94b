using System.Collections.Immutable;
using SalesSignals.Directory;
using SalesSignals.Settings;

namespace SalesSignals.Backtest;

/// <summary>What a backtest asks: what these settings would have said of that past.</summary>
public sealed record BacktestOptions
{
    public SalesSettings Settings { get; init; } = SalesSettings.Default;

    public PeopleDirectory People { get; init; } = PeopleDirectory.Empty;

    /// <summary>By source, whether activities of its deals are told; where it is not said, deals answer for themselves.</summary>
    public ImmutableArray<KeyValuePair<string, bool>> TellsActivities { get; init; } = [];

    /// <summary>The sources of whose deals silence counts only since they were first heard of.</summary>
    public ImmutableArray<string> WithoutPast { get; init; } = [];

    /// <summary>The deals that are counted are those closed from this day on; their whole past is replayed.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day that is replayed.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The rules to report; all where empty.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Whether to try other limits too.</summary>
    public bool Sweep { get; init; }

    /// <summary>How many alerts of one rule a rep can use in a week: a limit that costs more is not suggested.</summary>
    public double AlertBudget { get; init; } = 2;

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    internal bool Reports(string kind) => Kinds.IsEmpty || Kinds.Contains(kind, StringComparer.Ordinal);
}
