using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Functions.Emails;
using SalesSignals.Functions.Pulse;
using SalesSignals.Outbox;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Work;

/// <summary>Builds each admin's weekly report.</summary>
public sealed class AdminReports(
    DealAssessors assessors, InstallationWatch watch, RuleFindingsStore findings, PreferencesStore preferences, EmailOutbox outbox, EmailRenderer emails, TimeProvider time)
{
    public async Task BuildAsync(string personId, CancellationToken cancellationToken)
    {
        var moment = await assessors.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();

        // Asked again: the message may have waited past the admin's noon.
        if (moment.People.ById(personId) is not { } admin
            || WeekSchedule.AdminReportDue(admin, await preferences.ReadAsync(personId, cancellationToken), moment.Settings, now) is null)
        {
            return;
        }

        using var reading = ReaderCulture.For(admin, moment.Settings.Mail.Culture);
        await outbox.AddAsync(await emails.RenderAsync(await ComposeAsync(admin, moment, cancellationToken), now), [], now, cancellationToken);
    }

    /// <summary>The report as it would be sent; nothing is written.</summary>
    internal async Task<AdminReport> ComposeAsync(Person admin, DealAssessors.Moment moment, CancellationToken cancellationToken) => AdminReport.Compose(
        admin, await watch.ReadAsync(cancellationToken), await findings.ReadAsync(cancellationToken), moment.People, moment.Settings.Feedback);
}
