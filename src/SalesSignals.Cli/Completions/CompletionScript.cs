namespace SalesSignals.Cli.Completions;

/// <summary>What each shell runs on Tab: it hands over the line and where the cursor is, and gets one suggestion a line.</summary>
internal static class CompletionScript
{
    private const string Bash = """
        _salessignals() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(salessignals "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _salessignals salessignals
        """;

    private const string Zsh = """
        _salessignals() {
          local -a found
          found=("${(@f)$(salessignals "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- "${found[@]}"
        }
        compdef _salessignals salessignals
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName salessignals -ScriptBlock {
          param($word, $ast, $cursor)
          salessignals "[suggest:$cursor]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }
        """;

    public static string For(string shell) => (shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => PowerShell,
    }).ReplaceLineEndings("\n");
}
