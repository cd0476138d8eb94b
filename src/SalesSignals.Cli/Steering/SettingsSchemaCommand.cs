using System.CommandLine;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Steering;

/// <summary><c>settings schema</c>: the JSON Schema that editors complete and check the document with.</summary>
internal static class SettingsSchemaCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("schema", "Print the JSON Schema of the settings document.");
        command.SetAction(async (_, _) =>
        {
            await context.Out.WriteLineAsync(SettingsSchema.Write());
            return ExitCode.Done;
        });
        return command;
    }
}
