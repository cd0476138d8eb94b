using Microsoft.Extensions.Logging;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Storage;

namespace SalesSignals.Signals;

/// <summary>Has the assessor of the moment: settings, people, baselines, and whose past has been told are read again once a minute.</summary>
/// <param name="backfilled">Null where there is nothing to backfill from.</param>
/// <param name="baselines">Null where every limit is the fixed one.</param>
/// <param name="lexicons">By which sources read notes; they follow the settings.</param>
public sealed partial class DealAssessors(
    SettingsStore settings,
    DirectoryStore directory,
    IEnumerable<CrmSource> sources,
    TimeProvider time,
    ILogger<DealAssessors> logger,
    BackfilledSources? backfilled = null,
    BaselineStore? baselines = null,
    NoteLexicons? lexicons = null)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, bool> _tellsActivities = sources.ToDictionary(source => source.Name, source => source.TellsActivities);
    private readonly List<string> _withoutPast = [.. sources.Where(source => !source.TellsPast).Select(source => source.Name)];
    private Moment? _latest;

    /// <summary>Those of an installation: the app and the command line make of a deal the same.</summary>
    public static DealAssessors Of(Tables tables, IEnumerable<CrmSource> sources, TimeProvider time, ILogger<DealAssessors> logger, NoteLexicons? lexicons = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new(new(tables.Settings), new(tables.Directory), sources, time, logger, new(tables.Cursor), new(tables.Settings), lexicons);
    }

    public async Task<Moment> CurrentAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return _latest is { } latest && now - latest.ReadAt < Lifetime ? latest : _latest = await AtAsync(now, cancellationToken);
    }

    /// <summary>Something has just changed: whoever asks next is answered by it.</summary>
    public void Renew() => _latest = null;

    /// <summary>Reads all anew, with calendars that are laid out around a time.</summary>
    public async Task<Moment> AtAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var versioned = await settings.ReadAsync(cancellationToken);
        if (versioned.Problem is { } problem)
        {
            Log.OldSettings(logger, problem);
        }

        lexicons?.Use(versioned.Settings.Notes);
        var people = await directory.ReadAsync(cancellationToken);
        var learned = baselines is null ? null : await baselines.ReadAsync(cancellationToken);
        var assessor = new DealAssessor(
            versioned.Settings,
            FormattableString.Invariant($"s{versioned.Version}"),
            people,
            _tellsActivities,
            DateOnly.FromDateTime(now.UtcDateTime),
            await WithoutPastAsync(cancellationToken),
            learned is null ? null : new(learned.Figures));
        return new(versioned.Settings, people, assessor, now) { BaselinesLearnedAt = learned?.LearnedAt };
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
    public sealed record Moment(SalesSettings Settings, PeopleDirectory People, DealAssessor Assessor, DateTimeOffset ReadAt)
    {
        /// <summary>When the baselines were learned; null where nothing was yet.</summary>
        public DateTimeOffset? BaselinesLearnedAt { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Problem}")]
        public static partial void OldSettings(ILogger logger, string problem);
    }
}
