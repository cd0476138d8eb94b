using Microsoft.Extensions.Logging;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Signals;

/// <summary>Has the assessor of the moment: settings, people, and whose past has been told are read again once a minute.</summary>
/// <param name="backfilled">Null where there is nothing to backfill from.</param>
public sealed partial class DealAssessors(
    SettingsStore settings,
    DirectoryStore directory,
    IEnumerable<CrmSource> sources,
    TimeProvider time,
    ILogger<DealAssessors> logger,
    BackfilledSources? backfilled = null)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, bool> _tellsActivities = sources.ToDictionary(source => source.Name, source => source.TellsActivities);
    private readonly List<string> _withoutPast = [.. sources.Where(source => !source.TellsPast).Select(source => source.Name)];
    private Moment? _latest;

    public async Task<Moment> CurrentAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_latest is { } latest && now - latest.ReadAt < Lifetime)
        {
            return latest;
        }

        var versioned = await settings.ReadAsync(cancellationToken);
        if (versioned.Problem is { } problem)
        {
            Log.OldSettings(logger, problem);
        }

        var people = await directory.ReadAsync(cancellationToken);
        var assessor = new DealAssessor(
            versioned.Settings, FormattableString.Invariant($"s{versioned.Version}"), people, _tellsActivities, DateOnly.FromDateTime(now.UtcDateTime), await WithoutPastAsync(cancellationToken));
        return _latest = new(versioned.Settings, people, assessor, now);
    }

    /// <summary>
    /// The sources of whose deals silence counts from when we first heard of them. That a backfill has told a source's past changes the
    /// assessor's version, so that every deal is looked at again.
    /// </summary>
    private async Task<IEnumerable<string>> WithoutPastAsync(CancellationToken cancellationToken)
    {
        var told = backfilled is null ? null : await backfilled.AmongAsync(_withoutPast, cancellationToken);
        return _withoutPast.Where(source => told?.Contains(source) is not true);
    }

    /// <summary>Settings, people and the assessor made of both, as they were at a time.</summary>
    public sealed record Moment(SalesSettings Settings, PeopleDirectory People, DealAssessor Assessor, DateTimeOffset ReadAt);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Problem}")]
        public static partial void OldSettings(ILogger logger, string problem);
    }
}
