using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary>The Bicep compiler, as a process. It calls nobody: our files use no modules from a registry.</summary>
internal static class Bicep
{
    /// <summary>The package the tests were built with or, where there is none for this machine, what is on the path.</summary>
    private static readonly string Program =
        typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "Bicep")?.Value ?? "bicep";

    public static bool IsThere { get; } = CanRun();

    /// <summary>A test without a compiler says so, and where CI runs it fails.</summary>
    public static void Require() =>
        Skip.IfNot(IsThere || Environment.GetEnvironmentVariable("CI") == "true", "There is no Bicep compiler: install it, so that 'bicep --version' works.");

    public static BicepRun Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Root, "infra"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output.Result, errors.Trim());
    }

    /// <summary>The resources that Azure would be asked for, with what only Azure knows left as expressions.</summary>
    /// <param name="parameters">Lines of a parameter file.</param>
    public static IReadOnlyList<JsonElement> Predict(string parameters)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("salessignals-bicep-").FullName;
        try
        {
            var main = Path.GetRelativePath(folder, Path.Combine(Repository.Root, "infra", "main.bicep")).Replace('\\', '/');
            var file = Path.Combine(folder, "test.bicepparam");
            File.WriteAllText(file, $"using '{main}'\n{parameters}");
            return Predict(file, Path.Combine(folder, "test.snapshot.json"));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static IReadOnlyList<JsonElement> Predict(string file, string snapshot)
    {
        var run = Run(
            "snapshot", file, "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-000000000002");
        Assert.True(run.ExitCode == 0, run.Errors);
        using var json = JsonDocument.Parse(File.ReadAllBytes(snapshot));
        Assert.Equal(0, json.RootElement.GetProperty("diagnostics").GetArrayLength());
        return [.. json.RootElement.GetProperty("predictedResources").EnumerateArray().Select(resource => resource.Clone())];
    }

    private static bool CanRun()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, "--version") { RedirectStandardOutput = true });
            process!.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

internal sealed record BicepRun(int ExitCode, string Output, string Errors);
