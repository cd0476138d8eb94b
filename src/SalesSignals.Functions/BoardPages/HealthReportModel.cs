using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Digests;

namespace SalesSignals.Functions.BoardPages;

/// <summary>What the health page shows.</summary>
public sealed record HealthReportModel
{
    public required InstallationState State { get; init; }

    public required ImmutableArray<Trouble> Troubles { get; init; }

    /// <summary>The viewer's.</summary>
    public required string TimeZone { get; init; }

    /// <summary>How many messages were just put back; null where none were asked for.</summary>
    public required int? PutBack { get; init; }

    /// <summary><c>07:12 today</c>; <c>never</c>.</summary>
    public string When(DateTimeOffset? at) =>
        at is { } instant ? Wording.Moment(LocalMoment.Of(instant, TimeZone), LocalMoment.Of(State.At, TimeZone).Date) : "never";
}
