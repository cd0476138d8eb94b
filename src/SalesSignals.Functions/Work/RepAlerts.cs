using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Functions.Emails;
using SalesSignals.Outbox;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Telemetry;
using SalesSignals.Teams;

namespace SalesSignals.Functions.Work;

/// <summary>
/// Builds rep alerts. What a rep has been told is kept beside their messages and written in the same transaction as the message: either
/// both are there or neither, so nothing is told twice and nothing is marked as told that was not.
/// </summary>
public sealed class RepAlerts(
    DealAssessors assessors, BoardStore board, DealDesk desk, PreferencesStore preferences, EmailOutbox outbox, Tables tables, EmailRenderer emails, TimeProvider time)
{
    private TeamRules? _rules;

    public async Task BuildAsync(string personId, CancellationToken cancellationToken)
    {
        var moment = await assessors.CurrentAsync(cancellationToken);
        if (moment.People.ById(personId) is not { } rep)
        {
            return;
        }

        using var reading = ReaderCulture.For(rep, moment.Settings.Mail.Culture);
        var now = time.GetUtcNow();
        var (stored, ledger, deals, draft) = await ComposeAsync(rep, moment, now, cancellationToken);
        if (draft is { } alert
            && RepAlert.IsTime(rep, moment.Settings.Alerts, moment.Settings.Calendar, now)
            && IsWanted(rep, await preferences.ReadAsync(rep.Id, cancellationToken), now))
        {
            // What came in with a webhook goes out with this message: its trace goes on.
            using var step = SalesTracing.Gather("compose alert", alert.Deals.SelectMany(deal => deal.Signals).Select(signal => signal.Raised.Trace))
                ?.SetTag("salessignals.deals", alert.Deals.Length);
            ledger = ledger.Tell(alert, now);
            var added = await outbox.AddAsync(await emails.RenderAsync(alert, now), [LedgerRow.Write(rep, ledger, stored)], now, cancellationToken);
            if (added is OutboxAddResult.Conflict)
            {
                // Another run has just told this rep something; the next run sees what is left.
                return;
            }
        }

        await MarkAlertedAsync(deals, ledger, moment.Assessor, cancellationToken);
    }

    /// <summary>What there is to tell a rep, whether or not it is the time, and the ledger it was composed by; nothing is written.</summary>
    /// <param name="toldUntil">Leaves out what was told later: for a look at the past.</param>
    internal async Task<(TableRow? Stored, AlertLedger Ledger, IReadOnlyList<BoardDeal> Deals, RepAlert? Alert)> ComposeAsync(
        Person rep, DealAssessors.Moment moment, DateTimeOffset now, CancellationToken cancellationToken, DateTimeOffset? toldUntil = null)
    {
        var deals = await board.ReadAsync(rep.OwnerKeys, cancellationToken);
        var rules = RulesOf(moment, now);
        var shown = AccountSignals.OnDeals(deals, rules.AccountsOf(deals.Select(deal => new OwnedDeal(rep, deal)), now), now);
        var (stored, ledger) = await LedgerRow.ReadAsync(tables, rep, shown, now, cancellationToken, toldUntil);
        return (stored, ledger, deals, RepAlert.Draft(rep, shown, ledger, moment.Settings.Alerts, now, rules.Rates));
    }

    /// <summary>Whether a rep wants alerts, and any mail on this day of theirs. What is not told then, is told when they do.</summary>
    public static bool IsWanted(Person rep, Preferences chosen, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rep);
        ArgumentNullException.ThrowIfNull(chosen);
        return chosen.Refusal(RepAlert.Kind, rep.Email) is null && chosen.IsMailDay(LocalMoment.Of(now, rep.TimeZone).Date.DayOfWeek);
    }

    /// <summary>The rules of a moment, laid out once for all reps of a run.</summary>
    private TeamAssessor RulesOf(DealAssessors.Moment moment, DateTimeOffset now)
    {
        var rules = _rules;
        if (rules is null || !ReferenceEquals(rules.Moment, moment))
        {
            _rules = rules = new(moment, new(moment.Settings, DateOnly.FromDateTime(now.UtcDateTime)));
        }

        return rules.Assessor;
    }

    /// <summary>Notes on each signal that its owner knows of it. Done from the ledger, so that what a crash left undone is done next time.</summary>
    private async Task MarkAlertedAsync(IEnumerable<BoardDeal> deals, AlertLedger ledger, DealAssessor assessor, CancellationToken cancellationToken)
    {
        foreach (var deal in deals)
        {
            var told = deal.Signals.Where(raised => IsUnmarked(raised) && ledger.HasTold(deal.Key, raised)).Select(raised => raised.Signal.Kind).ToArray();
            if (told.Length > 0)
            {
                await desk.MarkAlertedAsync(deal.Key, told, assessor, cancellationToken);
            }
        }
    }

    private static bool IsUnmarked(RaisedSignal raised) => raised.AlertedAt is null || raised.AlertedAt < raised.WorsenedAt;

    private sealed record TeamRules(DealAssessors.Moment Moment, TeamAssessor Assessor);
}
