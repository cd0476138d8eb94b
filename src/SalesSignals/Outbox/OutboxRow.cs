using System.IO.Compression;
using System.Text.Json;
using SalesSignals.Digests;
using SalesSignals.Storage;

namespace SalesSignals.Outbox;

/// <summary>
/// An outbox entry as a table row. The message (address, subject, bodies) is kept compressed beside it, over as many binary columns as
/// it needs, and only until the message is settled: after that nobody needs it.
/// </summary>
internal static class OutboxRow
{
    public static TableRow Write(OutboxEntry entry)
    {
        var row = new TableRow(OutboxKeys.Partition(entry.PersonId), entry.RowKey);
        row["PersonId"] = entry.PersonId;
        row["Kind"] = entry.Kind;
        row["MessageId"] = entry.MessageId;
        row["Address"] = entry.Address;
        row["State"] = OutboxStateText.Write(entry.State);
        row["CreatedAt"] = entry.CreatedAt;
        row["NotBefore"] = entry.NotBefore;
        row["ClaimedAt"] = entry.ClaimedAt;
        row["ClaimId"] = entry.ClaimId;
        row["SentAt"] = entry.SentAt;
        row["Attempts"] = entry.Attempts;
        row["Unanswered"] = entry.Unanswered;
        row["Outcomes"] = entry.Outcomes is MailOutcomes.None ? null : (int)entry.Outcomes;
        row["Reason"] = entry.Reason;
        row["Trace"] = entry.Trace;
        return row;
    }

    public static OutboxEntry Read(TableRow row) => new()
    {
        PersonId = row.GetString("PersonId") ?? KeyText.Unescape(row.PartitionKey),
        RowKey = row.RowKey,
        Kind = row.GetString("Kind") ?? "",
        MessageId = row.GetString("MessageId") ?? "",
        Address = row.GetString("Address"),
        State = OutboxStateText.Read(row.GetString("State")),
        CreatedAt = row.GetDateTimeOffset("CreatedAt") ?? row.Timestamp ?? default,
        NotBefore = row.GetDateTimeOffset("NotBefore"),
        ClaimedAt = row.GetDateTimeOffset("ClaimedAt"),
        ClaimId = row.GetString("ClaimId"),
        SentAt = row.GetDateTimeOffset("SentAt"),
        Attempts = row.GetInt32("Attempts") ?? 0,
        Unanswered = row.GetInt32("Unanswered") ?? 0,
        Outcomes = (MailOutcomes)(row.GetInt32("Outcomes") ?? 0),
        Reason = row.GetString("Reason"),
        Trace = row.GetString("Trace"),
    };

    public static void WriteBody(TableRow row, EmailMessage message)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            JsonSerializer.Serialize(brotli, message, OutboxJson.Default.EmailMessage);
        }

        foreach (var (i, part) in compressed.ToArray().Chunk(StorageLimits.BinaryBytes).Index())
        {
            row[BodyColumn(i)] = part;
        }
    }

    public static EmailMessage ReadBody(TableRow row)
    {
        using var compressed = new MemoryStream();
        for (var i = 0; row.GetBinary(BodyColumn(i)) is { } part; i++)
        {
            compressed.Write(part);
        }

        compressed.Position = 0;
        using var brotli = new BrotliStream(compressed, CompressionMode.Decompress);
        return JsonSerializer.Deserialize(brotli, OutboxJson.Default.EmailMessage)
            ?? throw new InvalidDataException("An outbox row to be sent has no message.");
    }

    private static string BodyColumn(int i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Body{i}");
}
