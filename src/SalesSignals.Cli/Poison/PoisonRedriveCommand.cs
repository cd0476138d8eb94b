using System.CommandLine;
using System.Globalization;

namespace SalesSignals.Cli.Poison;

/// <summary><c>poison redrive [ID…]</c>: puts messages back on their own queue, to be tried again.</summary>
internal static class PoisonRedriveCommand
{
    public static Command Create(CommandContext context)
    {
        var ids = new Argument<string[]>("ID") { Description = "The messages to put back; all where none is named.", Arity = ArgumentArity.ZeroOrMore };
        var queue = PoisonQueues.CreateOption();
        var command = new Command("redrive", "Try messages again: put them back on their own queue.") { ids, queue };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = (parsed.GetValue(ids) ?? []).ToHashSet(StringComparer.Ordinal);
            var count = 0;
            foreach (var one in await PoisonQueues.OpenAsync(context.Open().Queues, parsed.GetValue(queue), cancellationToken))
            {
                count += await one.RedriveAsync(wanted, cancellationToken);
            }

            await context.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} message(s) put back."));
            return count < wanted.Count ? throw new CliException($"{wanted.Count - count} of the ids named no poisoned message.") : ExitCode.Done;
        });
        return command;
    }
}
