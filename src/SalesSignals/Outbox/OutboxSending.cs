using Microsoft.Extensions.Logging;
using SalesSignals.Directory;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Outbox;

/// <summary>Sends one message, unless its reader no longer wants it: claims its row, calls the mail service once, records the answer.</summary>
internal sealed partial class OutboxSending(
    OutboxRows rows, OutboxIndex index, PreferencesStore preferences, IQueue emails, OutboxOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>The mail service wants no call before (UTC ticks). Known to this process only; others learn it from their own first call.</summary>
    private long _closedUntil;

    public async Task SendAsync(SendEmail asked, IEmailSender sender, CancellationToken cancellationToken)
    {
        if (await rows.ReadAsync(asked.PersonId, asked.RowKey, cancellationToken) is not { } stored)
        {
            Log.NoSuchMessage(logger, asked.RowKey);
            return;
        }

        var now = time.GetUtcNow();
        switch (OutboxSteps.NextStep(stored.Entry, now, options))
        {
            case OutboxStep.Send when ClosedUntil > now:
                await HoldBackAsync(stored, now, cancellationToken);
                break;
            case OutboxStep.Send send:
                await ClaimAndSendAsync(stored, send, now, sender, cancellationToken);
                break;
            case OutboxStep.GiveUp:
                await EndAsync(stored, OutboxSteps.GiveUp(stored.Entry, options), cancellationToken);
                break;
            default:
                // Done, or too early: then a hidden queue message or the sweep comes in time.
                break;
        }
    }

    private DateTimeOffset ClosedUntil => new(Interlocked.Read(ref _closedUntil), TimeSpan.Zero);

    private async Task ClaimAndSendAsync(
        StoredEntry stored, OutboxStep.Send send, DateTimeOffset now, IEmailSender sender, CancellationToken cancellationToken)
    {
        using var step = SalesTracing.Step("send email")
            ?.SetTag("salessignals.kind", stored.Entry.Kind).SetTag("salessignals.message", stored.Entry.MessageId);
        var message = OutboxRow.ReadBody(stored.Row);

        // Asked now and not when it was composed: who has unsubscribed since gets nothing more.
        if ((await preferences.ReadAsync(message.PersonId, cancellationToken)).Refusal(message.Kind, message.ToEmail) is { } refusal)
        {
            await EndAsync(stored, OutboxSteps.Suppress(stored.Entry, refusal), cancellationToken);
            return;
        }

        var claimed = OutboxSteps.Claim(stored.Entry, Guid.NewGuid().ToString("N"), now);
        if (!await ClaimAsync(stored, claimed, cancellationToken))
        {
            return;
        }

        if (send.PossibleDuplicate)
        {
            Log.PossibleDuplicate(logger, claimed.MessageId, claimed.Attempts);
        }

        // From here on a stop would leave a message of which nobody knows whether it went. The call's own timeout bounds the rest.
        var result = await sender.SendAsync(message, claimed.MessageId, CancellationToken.None);
        await SettleAsync(claimed, result, CancellationToken.None);
    }

    private async Task<bool> ClaimAsync(StoredEntry stored, OutboxEntry claimed, CancellationToken cancellationToken)
    {
        if (await rows.TryWriteAsync(stored, claimed, cancellationToken))
        {
            return true;
        }

        // Somebody else was faster, or the storage client lost the answer to our own claim and met it on its second try.
        var current = await rows.ReadAsync(claimed.PersonId, claimed.RowKey, cancellationToken);
        return current is { Entry.State: OutboxState.Sending } && current.Entry.ClaimId == claimed.ClaimId;
    }

    private async Task SettleAsync(OutboxEntry claimed, EmailSendResult result, CancellationToken cancellationToken)
    {
        Measure(claimed, result);
        if (result is EmailSendResult.Unknown unknown)
        {
            Log.Unanswered(logger, claimed.MessageId, claimed.Attempts, MailReason.Clean(unknown.Reason));
            return;
        }

        var now = time.GetUtcNow();
        if (result is EmailSendResult.NotNow notNow)
        {
            Log.NotNow(logger, claimed.MessageId, notNow.After, MailReason.Clean(notNow.Reason));
            CloseUntil(now + notNow.After);
        }

        var changed = await rows.ChangeAsync(
            claimed.PersonId, claimed.RowKey, entry => OutboxSteps.Settle(entry, claimed.ClaimId!, result, now), cancellationToken);
        await FollowUpAsync(changed?.After, now, cancellationToken);
    }

    private void Measure(OutboxEntry claimed, EmailSendResult result)
    {
        if (result is EmailSendResult.Accepted)
        {
            SalesMetrics.MailSent(claimed.Kind, time.GetUtcNow() - claimed.CreatedAt);
        }
        else
        {
            SalesMetrics.Mail(claimed.Kind, result switch
            {
                EmailSendResult.NotNow => "postponed",
                EmailSendResult.Refused => "refused",
                _ => "unanswered",
            });
        }
    }

    private async Task FollowUpAsync(OutboxEntry? entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (entry)
        {
            case { State: OutboxState.Pending, NotBefore: { } notBefore }:
                await index.PostponeAsync(entry.MessageId, notBefore + options.SweepAfter, cancellationToken);
                await emails.SendAsync(new SendEmail(entry.PersonId, entry.RowKey).Write(), OutboxSteps.HiddenFor(notBefore, now), cancellationToken);
                break;
            case { IsSettled: true }:
                if (entry.State is OutboxState.Failed)
                {
                    Log.Failed(logger, entry.MessageId, entry.Reason);
                }
                else if (entry.State is OutboxState.Suppressed)
                {
                    Log.Suppressed(logger, entry.MessageId, entry.Reason);
                }

                await index.CloseAsync(OpenMessage.Of(entry), cancellationToken);
                break;
        }
    }

    /// <summary>The mail service has asked for patience, so this message waits too, without a call.</summary>
    private async Task HoldBackAsync(StoredEntry stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var held = OutboxSteps.HoldBack(stored.Entry, ClosedUntil);
        if (await rows.TryWriteAsync(stored, held, cancellationToken))
        {
            await FollowUpAsync(held, now, cancellationToken);
        }
    }

    private async Task EndAsync(StoredEntry stored, OutboxEntry ended, CancellationToken cancellationToken)
    {
        if (await rows.TryWriteAsync(stored, ended, cancellationToken))
        {
            SalesMetrics.Mail(ended.Kind, ended.State is OutboxState.Suppressed ? "suppressed" : "given-up");
            await FollowUpAsync(ended, ended.CreatedAt, cancellationToken);
        }
    }

    private void CloseUntil(DateTimeOffset at)
    {
        var seen = Interlocked.Read(ref _closedUntil);
        while (at.UtcTicks > seen && Interlocked.CompareExchange(ref _closedUntil, at.UtcTicks, seen) is var found && found != seen)
        {
            seen = found;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The emails queue asked for {Row}, which is not in the outbox.")]
        public static partial void NoSuchMessage(ILogger logger, string row);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Possible duplicate: message {MessageId} is sent again, attempt {Attempt}; an earlier one remained without an answer.")]
        public static partial void PossibleDuplicate(ILogger logger, string messageId, int attempt);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can say whether message {MessageId} went out at attempt {Attempt}: {Reason}")]
        public static partial void Unanswered(ILogger logger, string messageId, int attempt, string? reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The mail service did not take message {MessageId}; next try in {After}: {Reason}")]
        public static partial void NotNow(ILogger logger, string messageId, TimeSpan after, string? reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} will not be sent: {Reason}")]
        public static partial void Failed(ILogger logger, string messageId, string? reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} is not sent: {Reason}.")]
        public static partial void Suppressed(ILogger logger, string messageId, string? reason);
    }
}
