using System.CommandLine;
using System.Globalization;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Poison;

/// <summary><c>poison show ID</c>: one message, whole.</summary>
internal static class PoisonShowCommand
{
    public static Command Create(CommandContext context)
    {
        var id = new Argument<string>("ID") { Description = "The message, as poison list names it." };
        var queue = PoisonQueues.CreateOption();
        var command = new Command("show", "Show one message. It may hold customers' data.") { id, queue };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            QueuedMessage? found = null;
            foreach (var one in await PoisonQueues.OpenAsync(context.Open().Queues, parsed.GetValue(queue), cancellationToken))
            {
                await one.DrainAsync(
                    message =>
                    {
                        found = message.Id == parsed.GetValue(id) ? message : found;
                        return Task.FromResult(false);
                    },
                    cancellationToken);
            }

            await context.Out.WriteLineAsync(Text(found ?? throw new CliException($"No poisoned message has the id {parsed.GetValue(id)}; see 'poison list'.")));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Text(QueuedMessage message)
    {
        var poison = PoisonMessage.Read(message.Text);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Reason:    {poison.Reason ?? "the process died each time"}\nFailed at: {poison.FailedAt:yyyy-MM-dd HH:mm:ss}\nMessage:\n{poison.Message}");
    }
}
