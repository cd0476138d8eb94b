using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Functions.Emails;
using SalesSignals.Functions.Pulse;
using SalesSignals.Outbox;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Work;

/// <summary>Builds each admin's weekly report.</summary>
public sealed class AdminReports(
    DealAssessors assessors, InstallationWatch watch, RuleFindingsStore findings, PreferencesStore preferences, EmailOutbox outbox, EmailRenderer emails, TimeProvider time)
{
    /// <summary>The ISO week an admin's report is due for now; null where none is.</summary>
    public static string? DueFor(Person admin, Preferences preferences, SalesSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(admin);
        ArgumentNullException.ThrowIfNull(preferences);
        ArgumentNullException.ThrowIfNull(settings);
        return admin.Role == PersonRole.Admin && preferences.Wants(AdminReport.Kind)
            ? WeeklySchedule.IsDue(admin, DayOfWeek.Monday, preferences.DueAt ?? settings.Digest.DueAt, settings.Digest.LateUntil, settings.Calendar, preferences, now)
            : null;
    }

    public async Task BuildAsync(string personId, CancellationToken cancellationToken)
    {
        var moment = await assessors.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();

        // Asked again: the message may have waited past the admin's noon.
        if (moment.People.ById(personId) is not { } admin
            || DueFor(admin, await preferences.ReadAsync(personId, cancellationToken), moment.Settings, now) is null)
        {
            return;
        }

        using var reading = ReaderCulture.For(admin, moment.Settings.Mail.Culture);
        var report = AdminReport.Compose(
            admin, await watch.ReadAsync(cancellationToken), await findings.ReadAsync(cancellationToken), moment.People, moment.Settings.Feedback);
        await outbox.AddAsync(await emails.RenderAsync(report, now), [], now, cancellationToken);
    }
}
