using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using SalesSignals.Storage;

namespace SalesSignals.Reliability.Support;

/// <summary>All that tables and queues hold, as texts that can be searched: what is compressed or encoded is told as it was before.</summary>
internal static partial class StoredTexts
{
    /// <summary>What a row or message says, each with its place: <c>Deals 17 deal|crm:1</c>, <c>work-poison</c>.</summary>
    public static async Task<IReadOnlyList<(string Place, string Text)>> ReadAsync(Tables tables, Queues queues)
    {
        var texts = new List<(string, string)>();
        foreach (var (name, table) in tables.Named)
        {
            await foreach (var page in table.QueryAsync(new TableQuery(), CancellationToken.None))
            {
                texts.AddRange(page.Select(row => ($"{name} {row.PartitionKey} {row.RowKey}", TextOf(row))));
            }
        }

        foreach (var queue in queues.All)
        {
            var messages = await queue.PeekAsync(32, CancellationToken.None);
            Assert.True(messages.Count < 32, $"{queue.Name} holds more messages than can be looked at.");
            texts.AddRange(messages.Select(message => (queue.Name, TextOf(message.Text))));
        }

        return texts;
    }

    /// <summary>A queue message with what is inside: the message that a poison message wraps, and a delivery's body.</summary>
    public static string TextOf(string message)
    {
        var inner = PoisonMessage.Read(message).Message;
        var decoded = Encoded().Matches(inner).Select(match => Plain(Decoded(match.Value)));
        return string.Join('\n', [message, inner, .. decoded]);
    }

    private static string TextOf(TableRow row)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in row.Columns.Where(column => column.Value is not byte[]))
        {
            text.AppendLine(FormattableString.Invariant($"{name}={value}"));
        }

        // What is too long for one column goes on in the next: Body0, Body1; State, State1.
        foreach (var column in row.Columns.Where(column => column.Value is byte[]).GroupBy(column => column.Key.TrimEnd("0123456789".ToCharArray())))
        {
            var parts = column.OrderBy(part => part.Key.Length).ThenBy(part => part.Key, StringComparer.Ordinal);
            text.Append(column.Key).Append('=').AppendLine(Plain([.. parts.SelectMany(part => (byte[])part.Value!)]));
        }

        return text.ToString();
    }

    private static byte[] Decoded(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : Encoding.UTF8.GetBytes(text);

    private static string Plain(byte[] bytes) =>
        Decompressed(bytes, stream => new BrotliStream(stream, CompressionMode.Decompress))
        ?? Decompressed(bytes, stream => new GZipStream(stream, CompressionMode.Decompress))
        ?? Encoding.UTF8.GetString(bytes);

    private static string? Decompressed(byte[] bytes, Func<Stream, Stream> open)
    {
        try
        {
            using var reader = new StreamReader(open(new MemoryStream(bytes)), Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    [GeneratedRegex("[A-Za-z0-9_-]{20,}")]
    private static partial Regex Encoded();
}
