using System.Collections.Immutable;
using SalesSignals.Digests;
using SalesSignals.Settings;

namespace SalesSignals.Functions.BoardPages;

/// <summary>What the rules page shows.</summary>
public sealed record RulesTableModel
{
    /// <summary>Null for all teams together.</summary>
    public required string? Team { get; init; }

    /// <summary>Those the viewer may choose.</summary>
    public required ImmutableArray<string> Teams { get; init; }

    public required bool SeesAll { get; init; }

    /// <summary>Null where nothing was counted yet.</summary>
    public required DateTimeOffset? CountedAt { get; init; }

    public required string TimeZone { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required FeedbackSettings Settings { get; init; }

    /// <summary>Rules that told anything, the least precise first.</summary>
    public required ImmutableArray<ReportedRule> Rules { get; init; }

    /// <summary>Kinds of the others.</summary>
    public required ImmutableArray<string> Quiet { get; init; }
}
