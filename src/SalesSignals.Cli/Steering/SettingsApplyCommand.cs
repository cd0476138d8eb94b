using System.CommandLine;
using System.Globalization;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Steering;

/// <summary><c>settings apply FILE [--dry-run]</c>: makes a document the settings in force, or says what that would change, or all that is wrong with it.</summary>
internal static class SettingsApplyCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The settings document (JSON, comments allowed), or - for standard input." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only check the document, and say which signals it would raise, clear, worsen or soften now." };
        var json = new Option<bool>("--json") { Description = "What the dry run finds, as JSON." };
        var command = new Command("apply", "Check a settings document and put it in force.") { file, dryRun, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && !result.GetValue(dryRun))
            {
                result.AddError("--json goes with --dry-run.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(context, parsed.GetRequiredValue(file), parsed.GetValue(dryRun), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string file, bool dryRun, bool asJson, CancellationToken cancellationToken)
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
            var (trial, problem) = await SettingsDryRun.TryAsync(context, settings, cancellationToken);
            await context.Out.WriteLineAsync(asJson ? SettingsTrialJson.Write(trial, problem)
                : trial is null ? $"The document is valid. Only the document was checked, not what it would change: {problem}"
                : SettingsTrialText.Write(trial, settings.Alerts.DealsPerDay));
            return ExitCode.Done;
        }

        var tables = context.Open().Tables;
        await tables.Settings.CreateIfNotExistsAsync(cancellationToken);
        var version = await new SettingsStore(tables.Settings).ApplyAsync(settings, context.Time.GetUtcNow(), cancellationToken);
        await context.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Settings version {version} is in force."));
        return ExitCode.Done;
    }
}
