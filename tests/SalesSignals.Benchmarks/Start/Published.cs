using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SalesSignals.Benchmarks.Start;

/// <summary>Programs published as the app is deployed: compiled ahead, with their runtime.</summary>
internal sealed class Published : IDisposable
{
    private const string BareName = "Bare";

    /// <summary>The least ASP.NET Core app that answers.</summary>
    private const string BareProgram = """
        var app = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder(args).Build();
        app.Run(context => context.Response.WriteAsync("Bare"));
        app.Run();
        """;

    private static readonly string BareProject = $"""
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <RequiresAspNetWebAssets>false</RequiresAspNetWebAssets>
          </PropertyGroup>
        </Project>
        """;

    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("salessignals-start-").FullName;

    public string App => Executable("SalesSignals.Functions");

    public string Bare => Executable(BareName);

    public static async Task<Published> CreateAsync()
    {
        var published = new Published();
        var project = System.IO.Directory.CreateDirectory(Path.Combine(published._root, "source")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), BareProgram);
        await File.WriteAllTextAsync(Path.Combine(project, $"{BareName}.csproj"), BareProject);
        await published.PublishAsync(project, BareName);
        await published.PublishAsync(Path.Combine(Repository(), "src", "SalesSignals.Functions"), "SalesSignals.Functions");
        return published;
    }

    public void Dispose() => System.IO.Directory.Delete(_root, recursive: true);

    private string Executable(string name) => Path.Combine(_root, name, OperatingSystem.IsWindows() ? $"{name}.exe" : name);

    private async Task PublishAsync(string project, string name)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
        [
            "publish", project, "--configuration", "Release", "--output", Path.Combine(_root, name), "--artifacts-path", Path.Combine(_root, "artifacts"),
            "--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-p:PublishReadyToRun=true", "-nodeReuse:false", "-p:UseSharedCompilation=false", "--nologo",
        ])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException($"{name} could not be published: {output}");
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SalesSignals.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The app can only be published from within its repository.");
        }

        return folder.FullName;
    }
}
