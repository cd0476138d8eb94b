using System.CommandLine;

namespace SalesSignals.Cli.Forget;

/// <summary><c>forget</c>: what to do when a person asks that their data be deleted. docs/operate.md says what it does not reach.</summary>
internal static class ForgetCommand
{
    public static Command Create(CommandContext context) => new("forget", "Delete what is kept of a person, for good.")
    {
        ForgetContactCommand.Create(context), ForgetPersonCommand.Create(context),
    };

    public static Option<bool> CreateYes() => new("--yes") { Description = "Do it; without this it is only said what would be forgotten." };
}
