using System.CommandLine;
using System.Globalization;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Steering;

/// <summary><c>settings show</c>: the whole document in force, defaults included.</summary>
internal static class SettingsShowCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("show", "Print the settings in force as JSON, defaults included; the version goes to stderr.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var tables = context.Open().Tables;
            await tables.Settings.CreateIfNotExistsAsync(cancellationToken);
            var (settings, version) = await new SettingsStore(tables.Settings).ReadAsync(cancellationToken);
            await context.Error.WriteLineAsync(
                version == 0 ? "No settings were ever applied; these are the defaults." : string.Create(CultureInfo.InvariantCulture, $"Version {version}."));
            await context.Out.WriteLineAsync(SettingsDocument.Write(settings));
            return ExitCode.Done;
        });
        return command;
    }
}
