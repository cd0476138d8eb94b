using System.CommandLine;
using System.Globalization;
using SalesSignals.Directory;
using SalesSignals.Outbox;

namespace SalesSignals.Cli.Forget;

/// <summary><c>forget person WHO</c>: somebody of the team goes, with their mail and forecasts.</summary>
internal static class ForgetPersonCommand
{
    public static Command Create(CommandContext context)
    {
        var who = new Argument<string>("WHO") { Description = "Their id or email address in the directory." };
        var yes = ForgetCommand.CreateYes();
        var command = new Command("person", "Somebody of the team: they go from the directory, with what was sent to them, what they have chosen, and their team's forecasts.") { who, yes };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var tables = context.Open().Tables;
            await tables.CreateAsync(cancellationToken);
            var asked = parsed.GetRequiredValue(who);
            var people = await new DirectoryStore(tables.Directory).ReadAsync(cancellationToken);
            var id = people.ById(asked)?.Id ?? people.People.FirstOrDefault(person => string.Equals(person.Email, asked, StringComparison.OrdinalIgnoreCase))?.Id;
            if (id is null && asked.Contains('@', StringComparison.Ordinal))
            {
                throw new CliException("Nobody in the directory has that address. Where they are gone from it already, name the id they had.");
            }

            // Somebody who is gone already may have left mail behind, by the id they had.
            id ??= asked;
            if (!parsed.GetValue(yes))
            {
                await context.Out.WriteLineAsync($"This would forget person {id}. Nothing is changed yet: say --yes.");
                return ExitCode.Done;
            }

            var rows = await new PersonForgetting(tables, context.Time).ForgetAsync(id, cancellationToken);
            await context.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Forgotten: person {id}, with {rows} row(s) of mail and forecasts."));
            await WarnAsync(context, people, id);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WarnAsync(CommandContext context, PeopleDirectory people, string id)
    {
        var reports = people.People.Count(person => person.ManagerId == id);
        if (reports > 0)
        {
            await context.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{reports} people still name {id} as their manager: give them another with 'people import'."));
        }

        if (people.ById(id)?.SyncedFrom is { } source)
        {
            await context.Error.WriteLineAsync($"They came from {source}: 'people sync {source}' brings them back while they are a user there.");
        }
    }
}
