using System.Diagnostics;
using System.IO.Compression;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Publish;

/// <summary>The tool as <c>dotnet pack</c> leaves it, installed from that folder alone into a folder of its own.</summary>
public sealed class InstalledTool : IAsyncLifetime
{
    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("salessignals-tool-").FullName;

    public string Command => Path.Combine(_root, "tool", OperatingSystem.IsWindows() ? "salessignals.exe" : "salessignals");

    public IReadOnlyList<string> PackedFiles { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var packages = Path.Combine(_root, "packages");
        await DotnetAsync(
            "pack", Repository.File("src", "SalesSignals.Cli"), "--output", packages, "--artifacts-path", Path.Combine(_root, "artifacts"),
            "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        var package = Assert.Single(System.IO.Directory.GetFiles(packages, "*.nupkg"));
        using (var archive = await ZipFile.OpenReadAsync(package))
        {
            PackedFiles = [.. archive.Entries.Select(entry => entry.FullName)];
        }

        // A folder as the only source: what the package does not bring would be missed.
        var sources = Path.Combine(_root, "nuget.config");
        await File.WriteAllTextAsync(sources, $"""<configuration><packageSources><clear /><add key="packed" value="{packages}" /></packageSources></configuration>""");
        await DotnetAsync("tool", "install", "SalesSignals.Tool", "--tool-path", Path.GetDirectoryName(Command)!, "--configfile", sources);
    }

    public Task DisposeAsync()
    {
        System.IO.Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs the installed command from an empty folder.</summary>
    public async Task<(int Code, string Out, string Error)> RunAsync(params string[] args)
    {
        using var elsewhere = new TemporaryFolder();
        return await RunAsync(Command, args, elsewhere.Path);
    }

    private async Task DotnetAsync(params string[] args)
    {
        var (code, output, error) = await RunAsync("dotnet", args, _root);
        Assert.True(code == 0, output + error);
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(string file, string[] args, string folder)
    {
        var start = new ProcessStartInfo(file, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
