using System.Collections.Immutable;
using SalesSignals.Calendars;
using SalesSignals.Alerts;
using SalesSignals.Settings;

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
}

/// <summary>Whether the CRMs still speak to us.</summary>
/// <param name="EventsSince">Events received since the previous digest.</param>
public sealed record Heartbeat(long EventsSince, ImmutableArray<SourceHeartbeat> Sources)
{
    /// <summary>The line that tells a quiet pipeline from a broken connection.</summary>
    public string Describe(DateTimeOffset since, string timeZone, DateOnly today)
    {
        string At(DateTimeOffset instant) => Wording.Moment(LocalMoment.Of(instant, timeZone), today);

        if (EventsSince == 0)
        {
            return $"No CRM events since {At(since)}. If that is unusual, have somebody run \"salessignals doctor\".";
        }

        var last = Sources
            .OrderByDescending(source => source.LastEventAt)
            .Select(source => source.LastEventAt is { } at ? $"{Wording.Clean(source.Source, 30)} {At(at)}" : $"{Wording.Clean(source.Source, 30)} never yet");
        return $"{Wording.Count(EventsSince, "CRM event")} since {At(since)}. Last: {Wording.List([.. last], shown: 4)}.";
    }
}

public sealed record SourceHeartbeat(string Source, DateTimeOffset? LastEventAt);
