using Microsoft.Extensions.Logging;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Storage;
using SalesSignals.Telemetry;

namespace SalesSignals.Outbox;

/// <summary>How adding a message ended.</summary>
public enum OutboxAddResult
{
    /// <summary>The message is kept, together with what was to be written alongside, and will be sent.</summary>
    Added,

    /// <summary>The same message was there before; nothing was written.</summary>
    AlreadyThere,

    /// <summary>What was to be written alongside lost a race; nothing was written.</summary>
    Conflict,
}

/// <summary>Keeps every message until it is out, and sees to it that each goes out once.</summary>
public sealed class EmailOutbox
{
    private readonly ITable _table;
    private readonly IQueue _emails;
    private readonly OutboxRows _rows;
    private readonly OutboxIndex _index;
    private readonly OutboxOptions _options;
    private readonly OutboxSending _sending;
    private readonly OutboxSweep _sweep;
    private readonly MailEventRecorder _recorder;

    public EmailOutbox(Tables tables, Queues queues, OutboxOptions options, TimeProvider time, ILogger<EmailOutbox> logger)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(queues);
        _table = tables.Outbox;
        _emails = queues.Emails;
        _options = options;
        _rows = new OutboxRows(_table);
        _index = new OutboxIndex(_table);
        var preferences = new PreferencesStore(tables.Directory);
        _sending = new OutboxSending(_rows, _index, preferences, _emails, options, time, logger);
        _sweep = new OutboxSweep(_rows, _index, _emails, options, logger);
        _recorder = new MailEventRecorder(_rows, _index, new MailStandings(_table, tables.Directory), preferences, logger);
    }

    /// <summary>Whether the message has been added before, whatever became of it.</summary>
    public async Task<bool> IsThereAsync(string personId, string kind, string period, CancellationToken cancellationToken) =>
        await WrittenAtAsync(personId, kind, period, cancellationToken) is not null;

    /// <summary>When the message was added; null where it was not.</summary>
    public async Task<DateTimeOffset?> WrittenAtAsync(string personId, string kind, string period, CancellationToken cancellationToken) =>
        (await _rows.ReadAsync(personId, OutboxKeys.Row(kind, period), cancellationToken))?.Entry.CreatedAt;

    /// <summary>When the newest message of a kind to a person was written before a time; null where none is kept.</summary>
    public async Task<DateTimeOffset?> LastWrittenBeforeAsync(string personId, string kind, DateTimeOffset before, CancellationToken cancellationToken)
    {
        DateTimeOffset? last = null;
        var all = TableQuery.Prefix(OutboxKeys.Partition(personId), OutboxKeys.Row(kind, period: "")) with { Select = ["CreatedAt"] };
        await foreach (var page in _table.QueryAsync(all, cancellationToken))
        {
            last = page.Select(row => row.GetDateTimeOffset("CreatedAt")).Append(last).Where(at => at < before).Max();
        }

        return last;
    }

    /// <summary>Adds a message and makes other writes with it, all or none; then asks for it to be sent.</summary>
    /// <param name="alongside">At most 99 writes in the recipient's partition, <see cref="OutboxKeys.Partition"/>.</param>
    /// <exception cref="StorageLimitException">The message is larger than a row can be; nothing was written.</exception>
    public async Task<OutboxAddResult> AddAsync(
        EmailMessage message, IReadOnlyList<TableWrite> alongside, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(alongside);
        var entry = NewEntry(message, now);
        var row = OutboxRow.Write(entry);
        OutboxRow.WriteBody(row, message);

        // The index first: a message without its index row would be lost if we died before the queue has it.
        await _index.OpenAsync(OpenMessage.Of(entry), now + _options.SweepAfter, cancellationToken);
        if (await InsertAsync(entry, [new TableWrite.Insert(row), .. alongside], cancellationToken) is { } refused)
        {
            await _index.ForgetAsync(entry.MessageId, cancellationToken);
            return refused;
        }

        SalesMetrics.Mail(entry.Kind, "composed");
        await _emails.SendAsync(new SendEmail(entry.PersonId, entry.RowKey).Write(), TimeSpan.Zero, cancellationToken);
        return OutboxAddResult.Added;
    }

    /// <summary>Does what a message of the emails queue asks for.</summary>
    /// <exception cref="UnreadableMessageException">The text is no message of ours.</exception>
    public Task SendAsync(string queueMessageText, IEmailSender sender, CancellationToken cancellationToken) =>
        _sending.SendAsync(SendEmail.Read(queueMessageText), sender, cancellationToken);

    /// <summary>Finds messages that are due and make no progress, and asks again for them to be sent. How many.</summary>
    /// <remarks>Costs one query, and for each message found a read, a queue message and a write of when to look at it again.</remarks>
    public Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) => _sweep.SweepAsync(now, cancellationToken);

    /// <summary>How many messages are neither sent nor given up, and when the oldest was written. One read a thousand.</summary>
    public Task<(int Messages, DateTimeOffset? OldestAt)> WaitingAsync(CancellationToken cancellationToken) => _index.CountOpenAsync(cancellationToken);

    /// <summary>Takes in what the mail service tells of a message.</summary>
    public Task<MailEventOutcome> RecordMailEventAsync(MailEvent mailEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailEvent);
        return _recorder.RecordAsync(mailEvent, cancellationToken);
    }

    private static OutboxEntry NewEntry(EmailMessage message, DateTimeOffset now) => new()
    {
        PersonId = message.PersonId,
        RowKey = OutboxKeys.Row(message.Kind, message.Period),
        Kind = message.Kind,
        MessageId = Guid.CreateVersion7(now).ToString("N"),
        Address = MailStop.FingerprintOf(message.ToEmail),
        State = OutboxState.Pending,
        CreatedAt = now.ToUniversalTime(),
        Trace = SalesTracing.Current,
    };

    /// <summary>Null where it was added.</summary>
    private async Task<OutboxAddResult?> InsertAsync(OutboxEntry entry, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        try
        {
            if ((await _table.WriteAsync(writes, cancellationToken)).IsWritten)
            {
                return null;
            }

        }
        catch (StorageUnavailableException e) when (e.MayBeWritten)
        {
            // Where nothing is there it may still come: its index row stays, and the caller tries again.
            return await FindAsync(entry, cancellationToken) switch
            {
                null => throw new StorageUnavailableException(e.Message, e) { MayBeWritten = true },
                OutboxAddResult.Added => null,
                var found => found,
            };
        }

        // A storage client that repeats a write whose answer it has lost may have met our own first try.
        return await FindAsync(entry, cancellationToken) switch
        {
            null => OutboxAddResult.Conflict,
            OutboxAddResult.Added => null,
            var found => found,
        };
    }

    /// <summary>Whether it is our message that is there, or the same of somebody else's, or none.</summary>
    private async Task<OutboxAddResult?> FindAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
        await _rows.ReadAsync(entry.PersonId, entry.RowKey, cancellationToken) switch
        {
            null => null,
            { } stored when stored.Entry.MessageId == entry.MessageId => OutboxAddResult.Added,
            _ => OutboxAddResult.AlreadyThere,
        };
}
