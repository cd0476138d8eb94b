using Microsoft.Extensions.Logging;
using SalesSignals.Directory;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Outbox;

/// <summary>
/// Takes in what the mail service tells of a message: settles the message, counts it for its reader, and draws the consequences. Message
/// and count change in one transaction. Consequences come before it: who dies in between draws them again, which does no harm, and once the
/// message knows of them no repeat does, so that an address that an admin has opened again is not closed by old news.
/// </summary>
internal sealed partial class MailEventRecorder(OutboxRows rows, OutboxIndex index, MailStandings standings, PreferencesStore preferences, ILogger logger)
{
    /// <summary>Messages to one person share a standing; the mail service tells of each several times, in several calls at once.</summary>
    private const int Races = 64;

    public async Task<MailEventOutcome> RecordAsync(MailEvent mailEvent, CancellationToken cancellationToken)
    {
        var open = await index.FindOpenAsync(mailEvent.MessageId, cancellationToken);

        // Of a settled message these tell nothing, so that costs one read.
        var tells = mailEvent.Kind is not (MailEventKind.Processed or MailEventKind.Deferred);
        var found = open ?? (tells ? await index.FindDoneAsync(mailEvent.MessageId, cancellationToken) : null);
        if (found is null || !await RecordAsync(found, mailEvent, cancellationToken))
        {
            return MailEventOutcome.NothingNew;
        }

        if (open is not null)
        {
            await index.CloseAsync(open, cancellationToken);
        }

        return MailEventOutcome.Recorded;
    }

    private async Task<bool> RecordAsync(OpenMessage message, MailEvent mailEvent, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Races; i++)
        {
            if (await rows.ReadAsync(message.PersonId, message.RowKey, cancellationToken) is not { } stored || stored.Entry.MessageId != mailEvent.MessageId)
            {
                return false;
            }

            var after = OutboxSteps.Record(stored.Entry, mailEvent);
            if (after == stored.Entry)
            {
                return false;
            }

            var news = after.Outcomes & ~stored.Entry.Outcomes;
            await ConcludeAsync(after, news & MailOutcomesOf.Consequences, mailEvent, cancellationToken);
            var count = (news & ~MailOutcomesOf.Consequences) is var counted and not MailOutcomes.None
                ? await standings.CountAsync(message.PersonId, counted, after.CreatedAt, cancellationToken)
                : null;
            if (await rows.TryWriteAsync(stored, after, cancellationToken, count))
            {
                if (after.State != stored.Entry.State)
                {
                    SalesMetrics.Mail(after.Kind, after.State is OutboxState.Bounced ? "bounced" : "confirmed");
                }

                return true;
            }
        }

        throw new StorageUnavailableException($"An outbox row was changed by others {Races} times in a row.");
    }

    private async Task ConcludeAsync(OutboxEntry entry, MailOutcomes consequences, MailEvent mailEvent, CancellationToken cancellationToken)
    {
        if ((consequences & MailOutcomes.AddressStopped) != 0 && entry.Address is { } address)
        {
            var stop = new MailStop(address, mailEvent.At, MailReason.Clean(mailEvent.Reason));
            await preferences.ChangeAsync(entry.PersonId, before => before with { Stopped = MailStop.Later(before.Stopped, stop) }, cancellationToken);
            Log.Stopped(logger, entry.PersonId, MailReason.Code(stop.Reason));
        }

        if ((consequences & MailOutcomes.KindSwitchedOff) != 0)
        {
            await preferences.ChangeAsync(entry.PersonId, before => before.Without(entry.Kind), cancellationToken);
            Log.SwitchedOff(logger, entry.PersonId, entry.Kind);
        }

        if ((consequences & MailOutcomes.AllSwitchedOff) != 0)
        {
            await preferences.ChangeAsync(entry.PersonId, before => before.WithoutAny(), cancellationToken);
            Log.SwitchedOff(logger, entry.PersonId, "all mail");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Mail to the address of {PersonId} is stopped, until it changes in the directory or 'salessignals mail resume {PersonId}': {Reason}")]
        public static partial void Stopped(ILogger logger, string personId, string? reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{PersonId} has unsubscribed or complained at the mail service: {What} is switched off.")]
        public static partial void SwitchedOff(ILogger logger, string personId, string what);
    }
}
