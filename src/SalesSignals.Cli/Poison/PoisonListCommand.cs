using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Poison;

/// <summary><c>poison list</c>: how many messages could not be processed, and why.</summary>
internal static class PoisonListCommand
{
    public static Command Create(CommandContext context)
    {
        var queue = PoisonQueues.CreateOption();
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("list", "List messages that could not be processed (the first 32 of each queue), with the reason.") { queue, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var queues = await PoisonQueues.OpenAsync(context.Open().Queues, parsed.GetValue(queue), cancellationToken);
            var found = new List<(PoisonQueue Queue, QueuedMessage Message)>();
            var total = 0;
            foreach (var one in queues)
            {
                total += await one.Poison.CountAsync(cancellationToken);
                found.AddRange((await one.Poison.PeekAsync(PoisonQueue.Batch, cancellationToken)).Select(message => (one, message)));
            }

            await context.Out.WriteLineAsync(parsed.GetValue(json) ? Json(found) : Text(found, total));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Text(List<(PoisonQueue Queue, QueuedMessage Message)> found, int total) => found.Count == 0
        ? "No message is poisoned."
        : string.Join('\n', (string[])
        [
            .. found.Select(one => string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Queue.Name,-10}  {one.Message.Id}  {one.Message.InsertedAt:yyyy-MM-dd HH:mm}Z  {PoisonMessage.Read(one.Message.Text).Reason ?? "the process died each time"}")),
            .. total > found.Count ? [string.Create(CultureInfo.InvariantCulture, $"{found.Count} of about {total} messages.")] : (string[])[],
        ]);

    private static string Json(List<(PoisonQueue Queue, QueuedMessage Message)> found)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var (queue, message) in found)
            {
                json.WriteStartObject();
                json.WriteString("queue", queue.Name);
                json.WriteString("id", message.Id);
                json.WriteString("insertedAt", message.InsertedAt);
                json.WriteString("reason", PoisonMessage.Read(message.Text).Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
