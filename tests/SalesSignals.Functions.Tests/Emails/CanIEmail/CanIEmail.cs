using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesSignals.Functions.Tests.Emails.CanIEmail;

/// <summary>What a mail client does not fully support of an email.</summary>
/// <param name="Client">caniemail's name, such as <c>outlook.windows</c>; <c>*</c> for what caniemail has no data of.</param>
/// <param name="Support"><c>none</c>, <c>partial</c> or <c>unknown</c>.</param>
internal sealed record Shortcoming(
    [property: JsonPropertyName("client")] string Client,
    [property: JsonPropertyName("feature")] string Feature,
    [property: JsonPropertyName("support")] string Support,
    [property: JsonPropertyName("notes")] IReadOnlyList<string> Notes);

/// <summary>
/// Asks caniemail's data, of exactly one version, installed once for a user with <c>npm ci</c> from a lock file of our own. Where npm
/// or its registry cannot be reached the tests are skipped, and on CI they fail.
/// </summary>
internal static class CanIEmailTool
{
    private const string Name = "caniemail-2.0.2";
    private static readonly string[] Files = ["package.json", "package-lock.json", "check.mjs"];
    private static readonly Lazy<Task<string>> Installed = new(InstallAsync);

    private static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    public static async Task<IReadOnlyList<Shortcoming>> CheckAsync(string html)
    {
        string folder;
        try
        {
            folder = await Installed.Value;
        }
        catch (Win32Exception e)
        {
            folder = Missing($"Node.js with npm cannot be run: {e.Message}");
        }
        catch (IOException e)
        {
            folder = Missing(e.Message);
        }

        var (exitCode, output, error) = await RunAsync("node", ["check.mjs"], folder, html);
        Assert.True(exitCode == 0, error);
        return JsonSerializer.Deserialize<List<Shortcoming>>(output)!;
    }

    private static string Missing(string why)
    {
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", why);
        Skip.If(true, why);
        return string.Empty;
    }

    private static async Task<string> InstallAsync()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var cache = System.IO.Directory.CreateDirectory(Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "salessignals")).FullName;
        var place = Path.Combine(cache, Name);
        if (!System.IO.Directory.Exists(place))
        {
            // Installed beside its place and then moved there: what is there is whole, and of two that install at once one wins.
            var draft = System.IO.Directory.CreateDirectory($"{place}.{Guid.NewGuid():N}").FullName;
            CopyTo(draft);
            var (exitCode, output, error) = await RunAsync(Npm, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], draft, "");
            if (exitCode != 0)
            {
                System.IO.Directory.Delete(draft, recursive: true);
                throw new IOException($"npm could not install {Name} (exit code {exitCode}). Check that npm reaches its registry ('npm ping'). npm said: {output}{error}");
            }

            try
            {
                System.IO.Directory.Move(draft, place);
            }
            catch (IOException) when (System.IO.Directory.Exists(place))
            {
                System.IO.Directory.Delete(draft, recursive: true);
            }
        }

        CopyTo(place);
        return place;
    }

    private static void CopyTo(string folder)
    {
        foreach (var file in Files)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Emails", "CanIEmail", file), Path.Combine(folder, file), overwrite: true);
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, string[] arguments, string folder, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
