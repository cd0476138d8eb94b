using System.Runtime.CompilerServices;
using SalesSignals.Storage;

namespace SalesSignals.Outbox;

/// <summary>A message that is not settled, as the index has it.</summary>
internal sealed record OpenMessage(string MessageId, string PersonId, string RowKey, DateTimeOffset CreatedAt)
{
    public static OpenMessage Of(OutboxEntry entry) => new(entry.MessageId, entry.PersonId, entry.RowKey, entry.CreatedAt);
}

/// <summary>
/// Finds messages without reading history: one small row a message in a partition of its own. <c>open|{message id}</c> is written
/// before the message and becomes <c>done|{message id}</c> after it is settled, so every unsettled message has an open row. A sweep reads
/// the open rows alone, oldest first (message ids begin with their time); a mail event finds its message by either row.
/// </summary>
internal sealed class OutboxIndex(ITable table)
{
    /// <summary>No person's partition: an escaped id has "!" only before four hex digits.</summary>
    private const string Partition = "!messages";
    private const string Open = "open|";
    private const string Done = "done|";

    /// <summary>The rows of settled messages composed before an instant: message ids begin with theirs, in milliseconds.</summary>
    public static TableQuery DoneBefore(DateTimeOffset before) => new(Partition)
    {
        RowKeyFrom = Done,
        RowKeyBefore = Done + before.ToUnixTimeMilliseconds().ToString("x12", System.Globalization.CultureInfo.InvariantCulture),
        Select = ["CreatedAt"],
    };

    public Task OpenAsync(OpenMessage message, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        var row = Row(Open, message);
        row["DueAt"] = dueAt;
        return table.WriteAsync(new TableWrite.Upsert(row), cancellationToken);
    }

    /// <summary>Removes the open row of a message that was never born.</summary>
    public Task ForgetAsync(string messageId, CancellationToken cancellationToken) =>
        TryAsync([new TableWrite.Delete(Partition, Open + messageId, "*")], cancellationToken);

    /// <summary>Lets the sweep look at a message again only at <paramref name="dueAt"/>.</summary>
    public Task PostponeAsync(string messageId, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        var row = new TableRow(Partition, Open + messageId);
        row["DueAt"] = dueAt;
        return TryAsync([new TableWrite.Merge(row, "*")], cancellationToken);
    }

    /// <summary>Marks a message as settled. Where the open row is gone, somebody else has done so.</summary>
    public Task CloseAsync(OpenMessage message, CancellationToken cancellationToken) => TryAsync(
        [new TableWrite.Delete(Partition, Open + message.MessageId, "*"), new TableWrite.Upsert(Row(Done, message))], cancellationToken);

    /// <summary>Removes all that the index has of a person.</summary>
    public async Task ForgetPersonAsync(string personId, TimeProvider time, CancellationToken cancellationToken)
    {
        var theirs = new TableQuery(Partition) { Filter = new TableFilter.Compare("PersonId", TableComparison.Equal, personId), Select = ["PersonId"] };
        await table.DeleteAsync(theirs, time, DateTimeOffset.MaxValue, cancellationToken);
    }

    public async Task<OpenMessage?> FindOpenAsync(string messageId, CancellationToken cancellationToken) =>
        Read(await table.GetAsync(Partition, Open + KeyText.Escape(messageId), cancellationToken));

    public async Task<OpenMessage?> FindDoneAsync(string messageId, CancellationToken cancellationToken) =>
        Read(await table.GetAsync(Partition, Done + KeyText.Escape(messageId), cancellationToken));

    /// <summary>How many messages are not settled, and when the oldest was written.</summary>
    public async Task<(int Messages, DateTimeOffset? OldestAt)> CountOpenAsync(CancellationToken cancellationToken)
    {
        var (count, oldest) = (0, (DateTimeOffset?)null);
        await foreach (var page in table.QueryAsync(TableQuery.Prefix(Partition, Open) with { Select = ["CreatedAt"] }, cancellationToken))
        {
            count += page.Count;
            oldest ??= page.Count > 0 ? page[0].GetDateTimeOffset("CreatedAt") : null;
        }

        return (count, oldest);
    }

    public async IAsyncEnumerable<OpenMessage> DueAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var due = TableQuery.Prefix(Partition, Open) with
        {
            Filter = new TableFilter.Compare("DueAt", TableComparison.LessOrEqual, now.ToUniversalTime()),
        };
        await foreach (var page in table.QueryAsync(due, cancellationToken))
        {
            foreach (var row in page)
            {
                yield return Read(row)!;
            }
        }
    }

    /// <summary>Where the open row is gone, or nobody knows whether the write was made, all is well or the next sweep makes it so.</summary>
    private async Task TryAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        try
        {
            await table.WriteAsync(writes, cancellationToken);
        }
        catch (StorageUnavailableException e) when (e.MayBeWritten)
        {
            // As above.
        }
    }

    private static TableRow Row(string prefix, OpenMessage message)
    {
        var row = new TableRow(Partition, prefix + message.MessageId);
        row["PersonId"] = message.PersonId;
        row["Message"] = message.RowKey;
        row["CreatedAt"] = message.CreatedAt;
        return row;
    }

    private static OpenMessage? Read(TableRow? row) => row is null
        ? null
        : new(
            row.RowKey[(row.RowKey.IndexOf(KeyText.Separator, StringComparison.Ordinal) + 1)..],
            row.GetString("PersonId") ?? "",
            row.GetString("Message") ?? "",
            row.GetDateTimeOffset("CreatedAt") ?? default);
}
