using System.CommandLine;
using SalesSignals.Directory;

namespace SalesSignals.Cli.Mail;

/// <summary><c>mail resume PERSON</c>: mail goes to their address again.</summary>
internal static class MailResumeCommand
{
    public static Command Create(CommandContext context)
    {
        var id = new Argument<string>("PERSON") { Description = "The person's id in the directory, such as ana." };
        var command = new Command("resume", "Send mail again to somebody whose address had bounced.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var personId = parsed.GetRequiredValue(id);
            var tables = context.Open().Tables;
            await tables.CreateAsync(cancellationToken);
            if ((await new DirectoryStore(tables.Directory).ReadAsync(cancellationToken)).ById(personId) is null)
            {
                throw new CliException($"Nobody in the directory has the id '{personId}': 'salessignals people export' shows who is there.");
            }

            var wasStopped = false;
            await new PreferencesStore(tables.Directory).ChangeAsync(
                personId,
                preferences =>
                {
                    wasStopped = preferences.Stopped is not null;
                    return preferences with { Stopped = null };
                },
                cancellationToken);
            await context.Out.WriteLineAsync(wasStopped
                ? $"Mail goes to {personId} again. SendGrid has a list of its own: take the address off it too (Suppressions, Bounces), or it drops the next message."
                : $"Mail to {personId} was not stopped.");
            return ExitCode.Done;
        });
        return command;
    }
}
