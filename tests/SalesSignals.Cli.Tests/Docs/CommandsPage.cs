using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;

namespace SalesSignals.Cli.Tests.Docs;

/// <summary>docs/commands.md, from the command line's own tree.</summary>
internal static class CommandsPage
{
    private const string Intro = """
        # Commands

        Every command of `salessignals` with its options, made from the command line's own help. Install it as a .NET tool (`dotnet tool install`), or
        run it from the sources with `dotnet run --project src/SalesSignals.Cli --`. But for `demo`, `backtest` of files, `completions` and `settings schema`, commands work on the storage that
        `AzureWebJobsStorage` names, with the app's other [configuration](configuration.md) in the environment where they need it.

        Exit codes: 0 done, 1 failed (standard error says why), 2 the command line is wrong; of `doctor` also 3 failures, 4 warnings only.
        Tab completion: `source <(salessignals completions bash)`.

        """;

    public static string Make()
    {
        var root = CommandLine.Create(Unused.Context);
        var page = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        page.Append("\n| command | |\n|---|---|\n");
        foreach (var (command, path) in Leaves(root))
        {
            page.Append(CultureInfo.InvariantCulture, $"| [`{path}`](#{Anchor(path)}) | {GeneratedPage.Cell(command.Description)} |\n");
        }

        foreach (var (command, path) in Leaves(root))
        {
            Describe(page, command, path);
        }

        return page.ToString();
    }

    /// <summary>The commands that do something, in the order of the help.</summary>
    public static IEnumerable<(Command Command, string Path)> Leaves(Command command, string path = CommandLine.Name) => command.Subcommands.Count == 0
        ? [(command, path)]
        : command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => Leaves(sub, $"{path} {sub.Name}"));

    private static string Anchor(string path) => path.Replace(' ', '-');

    private static void Describe(StringBuilder page, Command command, string path)
    {
        var options = command.Options.Where(option => !option.Hidden && option is not HelpOption).ToList();
        page.Append(CultureInfo.InvariantCulture, $"\n## `{path}`\n\n{command.Description}\n\n```\n{path}{string.Concat(command.Arguments.Select(Usage))}{(options.Count > 0 ? " [options]" : "")}\n```\n");
        if (command.Arguments.Count + options.Count == 0)
        {
            return;
        }

        page.Append("\n| | | default |\n|---|---|---|\n");
        foreach (var argument in command.Arguments)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{argument.Name}` | {GeneratedPage.Cell(argument.Description)} | {(argument.HasDefaultValue ? Value(argument.GetDefaultValue()) : "")} |\n");
        }

        foreach (var option in options)
        {
            var names = string.Join(", ", option.Aliases.Prepend(option.Name).Select(name => $"`{name}{(option.HelpName is { } value ? " " + value : "")}`"));
            page.Append(CultureInfo.InvariantCulture, $"| {names} | {GeneratedPage.Cell(option.Description)}{(option.Required ? " Required." : "")} | {(option.HasDefaultValue && option.ValueType != typeof(bool) ? Value(option.GetDefaultValue()) : "")} |\n");
        }
    }

    private static string Usage(Argument argument) => argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.Name}]" : $" {argument.Name}";

    private static string Value(object? value) => value is null ? "" : string.Create(CultureInfo.InvariantCulture, $"`{value}`");
}
