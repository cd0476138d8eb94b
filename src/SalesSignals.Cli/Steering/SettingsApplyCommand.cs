using System.CommandLine;
using System.Globalization;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Steering;

/// <summary><c>settings apply FILE [--dry-run]</c>: makes a document the settings in force, or says all that is wrong with it.</summary>
internal static class SettingsApplyCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The settings document (JSON, comments allowed), or - for standard input." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only check the document." };
        var command = new Command("apply", "Check a settings document and put it in force.") { file, dryRun };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(context, parsed.GetRequiredValue(file), parsed.GetValue(dryRun), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string file, bool dryRun, CancellationToken cancellationToken)
    {
        var json = file == "-" ? await context.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
        var reading = SettingsDocument.Read(json);
        if (reading.Settings is not { } settings)
        {
            foreach (var problem in reading.Problems)
            {
                await context.Error.WriteLineAsync(problem.ToString());
            }

            throw new CliException($"Nothing was applied: the document has {reading.Problems.Count} problem(s), listed above.");
        }

        if (dryRun)
        {
            await context.Out.WriteLineAsync("The document is valid.");
            return ExitCode.Done;
        }

        var tables = context.Open().Tables;
        await tables.Settings.CreateIfNotExistsAsync(cancellationToken);
        var version = await new SettingsStore(tables.Settings).ApplyAsync(settings, context.Time.GetUtcNow(), cancellationToken);
        await context.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Settings version {version} is in force."));
        return ExitCode.Done;
    }
}
