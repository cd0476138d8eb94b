using SalesSignals.Storage;

namespace SalesSignals.Outbox;

/// <summary>An entry with the row it was read from.</summary>
internal sealed record StoredEntry(OutboxEntry Entry, TableRow Row);

/// <summary>Reads and changes entries, each change guarded by ETag.</summary>
internal sealed class OutboxRows(ITable table)
{
    /// <summary>More writers than this never meet on one message: a worker, the mail events and the sweep.</summary>
    private const int Races = 16;

    public async Task<StoredEntry?> ReadAsync(string personId, string rowKey, CancellationToken cancellationToken) =>
        await table.GetAsync(OutboxKeys.Partition(personId), rowKey, cancellationToken) is { } row ? new(OutboxRow.Read(row), row) : null;

    /// <summary>
    /// Writes the entry in place of the version read. False where somebody else has changed it since, or where nobody knows whether it was
    /// written: who reads again learns either.
    /// </summary>
    /// <param name="alongside">Another write in the recipient's partition: both or neither.</param>
    public async Task<bool> TryWriteAsync(StoredEntry read, OutboxEntry changed, CancellationToken cancellationToken, TableWrite? alongside = null)
    {
        var row = OutboxRow.Write(changed);
        var etag = read.Row.ETag ?? "*";

        // A merge leaves the body where it is; once the message is settled the body goes.
        TableWrite write = changed.IsSettled ? new TableWrite.Replace(row, etag) : new TableWrite.Merge(row, etag);
        try
        {
            return (await (alongside is null ? table.WriteAsync(write, cancellationToken) : table.WriteAsync([write, alongside], cancellationToken))).IsWritten;
        }
        catch (StorageUnavailableException e) when (e.MayBeWritten)
        {
            return false;
        }
    }

    /// <summary>Applies a change to the entry as it is, however often others get in between. What it was before and is now; null where it is gone.</summary>
    public async Task<(OutboxEntry Before, OutboxEntry After)?> ChangeAsync(
        string personId, string rowKey, Func<OutboxEntry, OutboxEntry> change, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Races; i++)
        {
            if (await ReadAsync(personId, rowKey, cancellationToken) is not { } stored)
            {
                return null;
            }

            var changed = change(stored.Entry);
            if (changed == stored.Entry || await TryWriteAsync(stored, changed, cancellationToken))
            {
                return (stored.Entry, changed);
            }
        }

        throw new StorageUnavailableException($"An outbox row was changed by others {Races} times in a row.");
    }
}
