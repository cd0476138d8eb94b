using System.Collections.Immutable;
using SalesSignals.Calendars;
using SalesSignals.Settings;
using SalesSignals.Teams;

namespace SalesSignals.Digests;

/// <summary>What a digest is composed from, beside the team.</summary>
public sealed record DigestContext
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Where the view of the manager's previous digest ended (its <see cref="MorningDigest.Until"/>); null before the first.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The moves that the previous digest knew of (its <see cref="MorningDigest.Told"/>); null where nobody has kept them.</summary>
    public ImmutableHashSet<long>? Told { get; init; }

    public required Heartbeat Heartbeat { get; init; }

    /// <summary>The calendar quarter of the manager's day where this is null.</summary>
    public Quarter? Quarter { get; init; }

    public DigestSettings Settings { get; init; } = new();

    /// <summary>The rules over reps and customers; with their defaults where this is null.</summary>
    public TeamAssessor? Rules { get; init; }
}
