using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Functions.Emails;
using SalesSignals.Outbox;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Teams;

namespace SalesSignals.Functions.Work;

/// <summary>
/// Builds reps' weekly notes. What a note tells counts as told: the ledger is written in the same transaction, so that no alert repeats it.
/// </summary>
public sealed class RepWeeks(
    DealAssessors assessors, BoardStore board, RepAlerts alerts, PreferencesStore preferences, EmailOutbox outbox, Tables tables, EmailRenderer emails, TimeProvider time)
{
    public async Task BuildAsync(string personId, CancellationToken cancellationToken)
    {
        var moment = await assessors.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (moment.People.ById(personId) is not { } rep
            || WeekSchedule.RepWeekDue(rep, await preferences.ReadAsync(personId, cancellationToken), moment.Settings, now) is not { } due
            || await outbox.IsThereAsync(rep.Id, RepWeek.Kind, due.Name, cancellationToken))
        {
            return;
        }

        // What an alert has room for this morning goes there; the note has the rest.
        await alerts.BuildAsync(personId, cancellationToken);
        using var reading = ReaderCulture.For(rep, moment.Settings.Mail.Culture);
        var (stored, ledger, week) = await ComposeAsync(rep, moment, now, cancellationToken);
        if (week is not null)
        {
            var told = LedgerRow.Write(rep, ledger.Tell(week.Waiting, now, inNote: true), stored);

            // Where another run has told the rep something meanwhile, the next tick composes what is left.
            await outbox.AddAsync(await emails.RenderAsync(week, now), [told], now, cancellationToken);
        }
    }

    /// <summary>The note as it would be sent, and the ledger it was composed by; nothing is written.</summary>
    /// <param name="toldUntil">Leaves out what was told later: for a look at the past.</param>
    /// <param name="alert">What an alert would tell just before.</param>
    internal async Task<(TableRow? Stored, AlertLedger Ledger, RepWeek? Week)> ComposeAsync(
        Person rep, DealAssessors.Moment moment, DateTimeOffset now, CancellationToken cancellationToken, DateTimeOffset? toldUntil = null, RepAlert? alert = null)
    {
        var rules = new TeamAssessor(moment.Settings, DateOnly.FromDateTime(now.UtcDateTime));
        var deals = await board.ReadAsync(rep.OwnerKeys, cancellationToken);
        var shown = AccountSignals.OnDeals(deals, rules.AccountsOf(deals.Select(deal => new OwnedDeal(rep, deal)), now), now);
        var (stored, ledger) = await LedgerRow.ReadAsync(tables, rep, shown, now, cancellationToken, toldUntil);
        ledger = alert is null ? ledger : ledger.Tell(alert, now);
        return (stored, ledger, RepWeek.Compose(rep, shown, ledger, moment.Settings.RepWeek, rules, now));
    }
}
