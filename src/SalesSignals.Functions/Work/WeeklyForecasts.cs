using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Functions.Emails;
using SalesSignals.Functions.Pulse;
using SalesSignals.Outbox;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Teams;

namespace SalesSignals.Functions.Work;

/// <summary>
/// Builds weekly forecasts, and keeps what each was made of. The week is kept before the message is added, and each is written once: a run
/// that dies between the two, or comes twice, ends in the same.
/// </summary>
public sealed class WeeklyForecasts(
    DealAssessors assessors, BoardStore board, SourceWatch watch, PreferencesStore preferences, EmailOutbox outbox, Tables tables, EmailRenderer emails, TimeProvider time)
{
    /// <summary>A manager's first forecast after weeks without any is still compared with the last one.</summary>
    private const int WeeksBack = 6;

    private readonly TeamReader _teams = new(board, watch);
    private readonly ForecastWeekStore _weeks = new(tables.Cursor);

    public async Task BuildAsync(string personId, CancellationToken cancellationToken)
    {
        var moment = await assessors.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (moment.People.ById(personId) is not { } manager)
        {
            return;
        }

        // Asked again: the message may have waited, and the manager may have chosen otherwise.
        var isMailDue = WeekSchedule.ForecastDue(manager, await preferences.ReadAsync(personId, cancellationToken), moment.Settings, now) is not null;
        if (!isMailDue && WeekSchedule.SnapshotDue(manager, moment.Settings, now) is null)
        {
            return;
        }

        using var reading = ReaderCulture.For(manager, moment.Settings.Mail.Culture);
        var forecast = await ComposeAsync(manager, moment, now, cancellationToken);
        await _weeks.KeepAsync(manager.Id, forecast.Week, cancellationToken);
        if (isMailDue)
        {
            await outbox.AddAsync(await emails.RenderAsync(forecast, now), [], now, cancellationToken);
        }
    }

    /// <summary>The forecast as it would be sent; nothing is written.</summary>
    internal async Task<WeeklyForecast> ComposeAsync(Person manager, DealAssessors.Moment moment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var team = await _teams.ReadAsync(manager, moment.People, cancellationToken);
        var week = IsoWeek.Of(Alerts.LocalMoment.Of(now, manager.TimeZone).Date);
        return WeeklyForecast.Compose(manager, team, new()
        {
            Now = now,
            Before = await _weeks.ReadBeforeAsync(manager.Id, week, WeeksBack, cancellationToken),
            Heartbeat = await _teams.HeartbeatAsync(team, now.AddDays(-7), cancellationToken),
            History = await new ForecastStore(tables.Cursor).ReadAsync(manager.Id, cancellationToken),
            Settings = moment.Settings.Forecast,
            Rules = new(moment.Settings, DateOnly.FromDateTime(now.UtcDateTime)),
        });
    }
}
