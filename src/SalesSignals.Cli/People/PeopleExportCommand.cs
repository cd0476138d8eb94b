using System.CommandLine;
using SalesSignals.Directory;

namespace SalesSignals.Cli.People;

/// <summary><c>people export</c>: the team as <c>people import</c> reads it.</summary>
internal static class PeopleExportCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("export", "Print the team as CSV, in the form that import reads.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var tables = context.Open().Tables;
            await tables.Directory.CreateIfNotExistsAsync(cancellationToken);
            var people = await new DirectoryStore(tables.Directory).ReadAsync(cancellationToken);
            await PeopleCsv.WriteAsync(context.Out, people.People, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
