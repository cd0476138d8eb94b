using System.Diagnostics;

namespace SalesSignals.Functions.Tests.Publish;

/// <summary>The app as <c>dotnet publish</c> leaves it, in a folder of its own.</summary>
public class PublishedApp : IAsyncLifetime
{
    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("salessignals-publish-").FullName;

    public string Folder => Path.Combine(_root, "app");

    protected virtual string[] Options => [];

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Repository(), "src", "SalesSignals.Functions"), "--configuration", "Release", "--output", Folder,
            "--artifacts-path", Path.Combine(_root, "artifacts"), "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", .. Options,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var publish = Process.Start(start)!;
        var output = publish.StandardOutput.ReadToEndAsync();
        var errors = publish.StandardError.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, await output + await errors);
    }

    public Task DisposeAsync()
    {
        System.IO.Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SalesSignals.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}

/// <summary>Compiled ahead, with its runtime: what starts quickest, and what is deployed.</summary>
public sealed class ReadyToRunApp : PublishedApp
{
    public string Zip => $"{Folder}.zip";

    protected override string[] Options => ["--runtime", "linux-x64", "--self-contained", "-p:PublishReadyToRun=true", "-p:ZipPublished=true"];
}
