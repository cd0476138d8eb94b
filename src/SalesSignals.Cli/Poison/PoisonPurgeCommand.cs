using System.CommandLine;
using System.Globalization;

namespace SalesSignals.Cli.Poison;

/// <summary><c>poison purge ID… | --all</c>: throws messages away for good.</summary>
internal static class PoisonPurgeCommand
{
    public static Command Create(CommandContext context)
    {
        var ids = new Argument<string[]>("ID") { Description = "The messages to throw away.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Throw all away." };
        var queue = PoisonQueues.CreateOption();
        var command = new Command("purge", "Throw messages away. What they said is lost.") { ids, all, queue };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == result.GetValue(ids) is { Length: > 0 })
            {
                result.AddError("Name the messages to throw away, or say --all.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = (parsed.GetValue(ids) ?? []).ToHashSet(StringComparer.Ordinal);
            var count = 0;
            foreach (var one in await PoisonQueues.OpenAsync(context.Open().Queues, parsed.GetValue(queue), cancellationToken))
            {
                count += await one.PurgeAsync(wanted, cancellationToken);
            }

            await context.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} message(s) thrown away."));
            return count < wanted.Count ? throw new CliException($"{wanted.Count - count} of the ids named no poisoned message.") : ExitCode.Done;
        });
        return command;
    }
}
