using System.CommandLine;
using System.Globalization;
using SalesSignals.Directory;

namespace SalesSignals.Cli.People;

/// <summary><c>people import FILE.csv</c>: adds and replaces people; nothing at all where a line is wrong.</summary>
internal static class PeopleImportCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = $"CSV with a header line: {string.Join(',', PeopleCsv.Columns)}; or - for standard input." };
        var command = new Command("import", "Add people, or replace those of the same id.") { file };
        command.SetAction((parsed, cancellationToken) => RunAsync(context, parsed.GetRequiredValue(file), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string file, CancellationToken cancellationToken)
    {
        using var opened = file == "-" ? null : new StreamReader(file);
        var reading = PeopleCsv.Read(opened ?? context.In);
        var tables = context.Open().Tables;
        await tables.Directory.CreateIfNotExistsAsync(cancellationToken);
        var store = new DirectoryStore(tables.Directory);
        var team = await store.ReadAsync(cancellationToken);
        var errors = reading.Errors.Concat(PeopleChecks.Check(reading.Lines, team)).OrderBy(error => error.Line).ToList();
        foreach (var error in errors)
        {
            await context.Error.WriteLineAsync(error.ToString());
        }

        if (errors.Count > 0)
        {
            throw new CliException($"Nobody was imported: the file has {errors.Count} error(s), listed above.");
        }

        await store.SaveAsync([.. reading.Lines.Select(line => Keeping(team.ById(line.Person.Id), line.Person, reading))], cancellationToken);
        await context.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{reading.Lines.Count} people imported."));
        return ExitCode.Done;
    }

    /// <summary>What the table has no column for stays as it was.</summary>
    private static Person Keeping(Person? before, Person person, PeopleReading reading) => person with
    {
        Leave = reading.TellsLeave ? person.Leave : before?.Leave ?? [],
        Culture = reading.TellsCulture ? person.Culture : before?.Culture,
    };
}
