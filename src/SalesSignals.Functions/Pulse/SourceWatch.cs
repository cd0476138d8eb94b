using SalesSignals.Calendars;
using SalesSignals.Events;
using SalesSignals.Pulse;
using SalesSignals.Reconcile;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Pulse;

/// <summary>Looks after all sources, for the health page and digests: two reads a source, and none for whoever asks again soon.</summary>
public sealed class SourceWatch(
    IReadOnlyList<CrmSource> sources, PulseStore pulses, ReconcileStatusStore reconciled, DealAssessors assessors, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private Reading? _latest;

    /// <summary>Every configured source, as it was half a minute ago at the most.</summary>
    public async Task<IReadOnlyList<SourceState>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_latest is { } latest && now - latest.At < Fresh)
        {
            return latest.States;
        }

        var moment = await assessors.CurrentAsync(cancellationToken);
        var calendars = new WorkCalendars(moment.Settings.Calendar, DateOnly.FromDateTime(now.UtcDateTime));
        var rules = new RuleSettingsMap(moment.Settings);
        var states = await Task.WhenAll(sources.Select(source => ReadAsync(source, moment, rules, calendars, now, cancellationToken)));
        _latest = new(now, states);
        return states;
    }

    private async Task<SourceState> ReadAsync(
        CrmSource source, DealAssessors.Moment moment, RuleSettingsMap rules, WorkCalendars calendars, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reading = reconciled.ReadAsync(source.Name, now, cancellationToken);
        var pulse = await pulses.ReadAsync(source.Name, cancellationToken);
        var options = rules.For(source.Name, pipeline: null, stage: null, team: null).SilentSource;
        var calendar = calendars.In(SilentSource.ZoneOf(source.Name, moment.People));
        var measured = SilentSource.Measure(pulse, options, calendar, now);
        return new(
            source.Name,
            source.Webhook.Kind,
            pulse,
            SilentSource.Detect(pulse, options, calendar, now),
            measured,
            measured is null ? null : SourceSilence.Words(measured.UsualGap, calendar.WorkingDay),
            await reading);
    }

    private sealed record Reading(DateTimeOffset At, IReadOnlyList<SourceState> States);
}
