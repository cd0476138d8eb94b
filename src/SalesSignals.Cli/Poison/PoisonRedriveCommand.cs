using System.CommandLine;
using System.Globalization;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Poison;

/// <summary><c>poison redrive [ID…]</c>: puts messages back on their own queue, to be tried again.</summary>
internal static class PoisonRedriveCommand
{
    public static Command Create(CommandContext context)
    {
        var ids = new Argument<string[]>("ID") { Description = "The messages to put back; all where none is named.", Arity = ArgumentArity.ZeroOrMore };
        var queue = PoisonQueue.CreateOption();
        var command = new Command("redrive", "Try messages again: put them back on their own queue.") { ids, queue };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = (parsed.GetValue(ids) ?? []).ToHashSet(StringComparer.Ordinal);
            var count = 0;
            foreach (var one in await PoisonQueue.OpenAsync(context.Open().Queues, parsed.GetValue(queue), cancellationToken))
            {
                count += await one.DrainAsync(
                    async message => (wanted.Count == 0 || wanted.Contains(message.Id)) && await PutBackAsync(one, message, cancellationToken),
                    cancellationToken);
            }

            await context.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} message(s) put back."));
            return count < wanted.Count ? throw new CliException($"{wanted.Count - count} of the ids named no poisoned message.") : ExitCode.Done;
        });
        return command;
    }

    // Sent before it is deleted: to do a message twice is harmless, to lose it is not.
    private static async Task<bool> PutBackAsync(PoisonQueue queue, QueuedMessage message, CancellationToken cancellationToken)
    {
        await queue.Queue.SendAsync(PoisonMessage.Read(message.Text).Message, TimeSpan.Zero, cancellationToken);
        await queue.Poison.DeleteAsync(message, cancellationToken);
        return true;
    }
}
