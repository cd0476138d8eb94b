using Microsoft.Extensions.Logging;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Outbox;

/// <summary>Finds messages that are due and make no progress, and asks again for them to be sent.</summary>
internal sealed partial class OutboxSweep(OutboxRows rows, OutboxIndex index, IQueue emails, OutboxOptions options, ILogger logger)
{
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var looked = 0;
        var asked = 0;
        await foreach (var open in index.DueAsync(now, cancellationToken))
        {
            if (looked++ == options.SweepLimit)
            {
                break;
            }

            try
            {
                asked += await LookAtAsync(open, now, cancellationToken) ? 1 : 0;
            }
            catch (InvalidDataException e)
            {
                // One unreadable row must not hold up the others.
                Log.Unreadable(logger, open.MessageId, FailureReason.Of(e));
            }
        }

        return asked;
    }

    private async Task<bool> LookAtAsync(OpenMessage open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stored = await rows.ReadAsync(open.PersonId, open.RowKey, cancellationToken);
        if (stored is null || stored.Entry.MessageId != open.MessageId)
        {
            await ForgetIfNeverBornAsync(open, stored, now, cancellationToken);
            return false;
        }

        switch (OutboxSteps.NextStep(stored.Entry, now, options))
        {
            case OutboxStep.Done:
                await index.CloseAsync(open, cancellationToken);
                return false;
            case OutboxStep.Wait wait:
                await index.PostponeAsync(open.MessageId, wait.Until, cancellationToken);
                return false;
            default:
                await emails.SendAsync(new SendEmail(open.PersonId, open.RowKey).Write(stored.Entry.Trace), TimeSpan.Zero, cancellationToken);
                await index.PostponeAsync(open.MessageId, OutboxSteps.LookAgainAt(stored.Entry, now, options), cancellationToken);
                return true;
        }
    }

    /// <summary>An index row without its message: another was there first, or the add has died, or is under way right now.</summary>
    private Task ForgetIfNeverBornAsync(OpenMessage open, StoredEntry? stored, DateTimeOffset now, CancellationToken cancellationToken) =>
        stored is not null || now - open.CreatedAt > OutboxSteps.AddTakesAtMost
            ? index.ForgetAsync(open.MessageId, cancellationToken)
            : Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} cannot be read from the outbox: {Reason}")]
        public static partial void Unreadable(ILogger logger, string messageId, string reason);
    }
}
