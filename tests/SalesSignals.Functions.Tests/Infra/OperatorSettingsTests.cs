using System.Diagnostics;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary><c>infra/operator-settings</c>, with a stand-in for the Azure command line.</summary>
public sealed class OperatorSettingsTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("salessignals-operator-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public void The_Command_Line_Gets_The_Apps_Settings_With_Secrets_And_Without_Its_Identity()
    {
        Skip.If(OperatingSystem.IsWindows(), "It is a shell script.");
        Skip.IfNot(Runs("jq"), "jq is not there.");
        Write("az", """
            #!/bin/sh
            case "$*" in
              *"appsettings list"*) cat <<'JSON'
            [ {"name":"AzureWebJobsStorage__accountName","value":"account"}, {"name":"AzureWebJobsStorage__credential","value":"managedidentity"},
              {"name":"Sources__hubspot__Secrets__0","value":"@Microsoft.KeyVault(VaultName=kv;SecretName=hubspot)"},
              {"name":"Sources__hubspot__AccessToken","value":"@Microsoft.KeyVault(VaultName=kv;SecretName=gone)"},
              {"name":"Sources__my-crm__Kind","value":"Close"},
              {"name":"SendGrid__From__Name","value":"It's $HOME; rm -rf /"}, {"name":"APPLICATIONINSIGHTS_CONNECTION_STRING","value":"x"} ]
            JSON
              ;;
              *"--name hubspot "*) echo 'the "secret"' ;;
              *) echo "not found" >&2; exit 1 ;;
            esac
            """);

        var (output, errors) = Run("""eval "$("$SCRIPT" group app)" && env | grep -E '^(AzureWebJobs|Sources|SendGrid|APPLICATION)' | sort""");

        Assert.Equal(
            "AzureWebJobsStorage__accountName=account\nSendGrid__From__Name=It's $HOME; rm -rf /\nSources__hubspot__Secrets__0=the \"secret\"\n", output);
        Assert.Contains("Sources__hubspot__AccessToken", errors, StringComparison.Ordinal);
        Assert.Contains("Sources__my-crm__Kind", errors, StringComparison.Ordinal);
    }

    private static bool Runs(string program)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"command -v {program}"]) { RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private (string Output, string Errors) Run(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        start.Environment["SCRIPT"] = Path.Combine(Repository.Root, "infra", "operator-settings");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, errors.Result);
    }
}
