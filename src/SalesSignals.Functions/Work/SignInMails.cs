using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Directory;
using SalesSignals.Functions.Emails;
using SalesSignals.Links;
using SalesSignals.Outbox;

namespace SalesSignals.Functions.Work;

/// <summary>Sends people of the team the link into the board that they have asked for; to nobody else anything.</summary>
/// <param name="links">Null where this installation has no links.</param>
public sealed class SignInMails(DirectoryStore directory, EmailOutbox outbox, EmailRenderer emails, LinkMaker? links, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    public async Task SendAsync(string email, CancellationToken cancellationToken)
    {
        var people = await directory.ReadAsync(cancellationToken);
        var reader = people.People.FirstOrDefault(person => person.IsActive && string.Equals(person.Email.Trim(), email, StringComparison.OrdinalIgnoreCase));
        if (reader is null || links is null)
        {
            return;
        }

        // One mail a period, whoever asks and however often: the outbox takes a message of the same period once.
        var now = time.GetUtcNow();
        var period = now.AddTicks(-(now.Ticks % Period.Ticks)).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        var mail = new SignInMail(reader, links.SignIn(reader, deal: null, now), period, LocalMoment.Of(now, reader.TimeZone).Date);
        await outbox.AddAsync(await emails.RenderAsync(mail), [], now, cancellationToken);
    }
}
