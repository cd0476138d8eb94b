using System.Diagnostics;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Completions;

public sealed class CompletionsCommandTests
{
    private readonly CliRig _rig = new();

    /// <summary>A real bash, with a command that writes down how it was asked.</summary>
    [Fact]
    public async Task Bash_Asks_With_The_Line_And_The_Cursor_And_Offers_What_Fits()
    {
        using var folder = new TemporaryFolder();
        var (_, script, _) = await _rig.RunAsync("completions", "bash");
        folder.File("completions.sh", script);
        const string Ask = """
            salessignals() { printf "%s\n" "$@" >> asked; printf 'redrive\nlist\nredo it\n'; }
            source ./completions.sh
            COMP_LINE="salessignals poison re"; COMP_POINT=22; COMP_WORDS=(salessignals poison re); COMP_CWORD=2
            _salessignals
            printf '%s\n' "${COMPREPLY[@]}"
            complete -p salessignals
            """;

        var output = await BashAsync(Ask, folder.Path);

        Assert.Equal(["redrive", "redo it", "complete -o default -F _salessignals salessignals"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("[suggest:22]\nsalessignals poison re\n", await File.ReadAllTextAsync(folder.File("asked")));
    }

    [Theory]
    [InlineData("zsh", "compdef _salessignals salessignals")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName salessignals")]
    public async Task Each_Shell_Has_Its_Script(string shell, string line)
    {
        var (code, script, _) = await _rig.RunAsync("completions", shell);

        Assert.Equal(0, code);
        Assert.Contains(line, script, StringComparison.Ordinal);
        Assert.Contains("[suggest:", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Unknown_Shell_Is_A_Wrong_Command_Line()
    {
        var (code, _, error) = await _rig.RunAsync("completions", "fish");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("'fish'", error, StringComparison.Ordinal);
    }

    private static async Task<string> BashAsync(string script, string folder)
    {
        var start = new ProcessStartInfo("bash", ["--norc", "-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        var output = bash.StandardOutput.ReadToEndAsync();
        var error = bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, await error);
        return await output;
    }
}
