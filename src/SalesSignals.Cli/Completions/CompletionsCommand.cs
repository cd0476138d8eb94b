using System.CommandLine;

namespace SalesSignals.Cli.Completions;

/// <summary><c>completions bash|zsh|pwsh</c>: the lines that make a shell complete our commands, by asking this program's <c>[suggest]</c>.</summary>
internal static class CompletionsCommand
{
    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new Command("completions", "Print what makes a shell complete commands and options: source <(salessignals completions bash)") { shell };
        command.SetAction(async (parsed, _) =>
        {
            await context.Out.WriteLineAsync(CompletionScript.For(parsed.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
        return command;
    }
}
