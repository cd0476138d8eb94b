using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Forecasts;
using SalesSignals.Functions.Emails;
using SalesSignals.Functions.Pulse;
using SalesSignals.Outbox;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Work;

/// <summary>What somebody would get, and why they would not.</summary>
/// <param name="Message">Null where there is nothing to tell.</param>
/// <param name="Refusal">Why it would not be sent; null where it would.</param>
public sealed record MailPreview(Person Person, string Kind, DateTimeOffset At, EmailMessage? Message, string? Refusal);

/// <summary>
/// Composes the mail that somebody would get at a time, as the app would, from what is stored. Nothing is written, sent or claimed, and the
/// links that act as its reader are left out.
/// </summary>
public sealed class MailPreviews(Tables tables, Queues queues, IReadOnlyList<CrmSource> sources, NoteLexicons lexicons, TimeProvider time)
{
    public async Task<MailPreview> ComposeAsync(Person person, string kind, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        var now = time.GetUtcNow();
        var clock = new StoppedClock(at);
        var assessors = DealAssessors.Of(tables, sources, clock, NullLogger<DealAssessors>.Instance, lexicons);
        var moment = await assessors.CurrentAsync(cancellationToken);
        var board = at == now ? new(tables.Board) : await BoardThen.LookAsync(tables, OwnersOf(person, kind, moment.People), moment.Assessor, now, at, cancellationToken);
        var outbox = new EmailOutbox(tables, queues, new(), clock, NullLogger<EmailOutbox>.Instance);
        using var reading = ReaderCulture.For(person, moment.Settings.Mail.Culture);
        var message = await new Composer(tables, queues, sources, assessors, board, outbox, clock).ComposeAsync(person, kind, moment, at, cancellationToken);

        var chosen = await new PreferencesStore(tables.Directory).ReadAsync(person.Id, cancellationToken);
        return new(person, kind, at, message, WhyNoMail.At(person, kind, chosen, moment.Settings, at)
            ?? (kind is WeeklyForecast.Kind && TeamReader.PeopleOf(person, moment.People).Count == 0 ? "nobody reports to them" : null)
            ?? await WrittenAsync(person, kind, outbox, at, cancellationToken)
            ?? (message is null ? NothingToTell(kind) : null));
    }

    private static IEnumerable<string> OwnersOf(Person person, string kind, PeopleDirectory people) =>
        kind is MorningDigest.Kind or WeeklyForecast.Kind ? TeamReader.PeopleOf(person, people).SelectMany(member => member.OwnerKeys)
        : kind is AdminReport.Kind ? []
        : person.OwnerKeys;

    private static async Task<string?> WrittenAsync(Person person, string kind, EmailOutbox outbox, DateTimeOffset at, CancellationToken cancellationToken) =>
        WhyNoMail.PeriodOf(kind, LocalMoment.Of(at, person.TimeZone)) is { } period && await outbox.WrittenAtAsync(person.Id, kind, period, cancellationToken) is { } writtenAt && writtenAt <= at
            ? $"that of {period} was written {writtenAt.UtcDateTime:yyyy-MM-dd HH:mm}Z already"
            : null;

    private static string NothingToTell(string kind) => kind is RepAlert.Kind ? "nothing is new, or the day's budget is spent" : "there are no deals and no quota to tell of";

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }

    /// <summary>The app's own composers, over a board and a clock.</summary>
    private sealed class Composer(
        Tables tables, Queues queues, IReadOnlyList<CrmSource> sources, DealAssessors assessors, BoardStore board, EmailOutbox outbox, TimeProvider clock)
    {
        private readonly EmailRenderer _emails = new(NullLoggerFactory.Instance);
        private readonly PreferencesStore _preferences = new(tables.Directory);
        private readonly SourceWatch _watch = new(sources, new(tables.Cursor), new(tables.Cursor), assessors, clock);

        public async Task<EmailMessage?> ComposeAsync(Person person, string kind, DealAssessors.Moment moment, DateTimeOffset at, CancellationToken cancellationToken)
        {
            switch (kind)
            {
                case MorningDigest.Kind:
                    var digests = new MorningDigests(assessors, board, _watch, _preferences, outbox, tables, _emails, clock);
                    return await _emails.RenderAsync(await digests.ComposeAsync(person, moment, at, cancellationToken), at);
                case WeeklyForecast.Kind:
                    var forecasts = new WeeklyForecasts(assessors, board, _watch, _preferences, outbox, tables, _emails, clock);
                    return await _emails.RenderAsync(await forecasts.ComposeAsync(person, moment, at, cancellationToken), at);
                case AdminReport.Kind:
                    var state = new InstallationWatch(_watch, sources, queues, outbox, tables, assessors, clock);
                    var reports = new AdminReports(assessors, state, new(tables.Settings), _preferences, outbox, _emails, clock);
                    return await _emails.RenderAsync(await reports.ComposeAsync(person, moment, cancellationToken), at);
                default:
                    var alerts = new RepAlerts(assessors, board, new(new(tables.Deals), board, clock), _preferences, outbox, tables, _emails, clock);
                    var alert = (await alerts.ComposeAsync(person, moment, at, cancellationToken, toldUntil: at)).Alert;
                    return kind is RepAlert.Kind
                        ? alert is null ? null : await _emails.RenderAsync(alert, at)
                        : await NoteAsync(alerts, alert, person, moment, at, cancellationToken);
            }
        }

        /// <summary>What an alert has room for goes there first.</summary>
        private async Task<EmailMessage?> NoteAsync(
            RepAlerts alerts, RepAlert? alert, Person rep, DealAssessors.Moment moment, DateTimeOffset at, CancellationToken cancellationToken)
        {
            var isAlerted = RepAlert.IsTime(rep, moment.Settings.Alerts, moment.Settings.Calendar, at)
                && RepAlerts.IsWanted(rep, await _preferences.ReadAsync(rep.Id, cancellationToken), at);
            var notes = new RepWeeks(assessors, board, alerts, _preferences, outbox, tables, _emails, clock);
            var (_, _, week) = await notes.ComposeAsync(rep, moment, at, cancellationToken, toldUntil: at, isAlerted ? alert : null);
            return week is null ? null : await _emails.RenderAsync(week, at);
        }
    }
}
