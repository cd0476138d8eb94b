using System.Diagnostics;
using Microsoft.Playwright;

namespace SalesSignals.Functions.Tests.Support;

/// <summary>
/// A Chromium for tests that look at pages as people do. It takes the one on the machine, else installs one where it may; else the
/// tests are skipped, and on CI they fail: a check that quietly does not run is none.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private const string ExecutableVariable = "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"];

    /// <summary>Found or installed once, however many browsers are started.</summary>
    private static readonly Lazy<string?> Executable = new(() => Find() ?? Install());

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _missing;

    public async Task InitializeAsync()
    {
        if (Executable.Value is not { } executable)
        {
            _missing = $"No Chromium: install chromium or google-chrome, or set {ExecutableVariable} to one.";
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? default);
        _playwright?.Dispose();
    }

    /// <summary>A page of the given width, in light or dark; it reaches no network unless it is to ask an app of this machine.</summary>
    public async Task<IPage> OpenAsync(int width, ColorScheme scheme, int height = 900, bool isOffline = true, bool hasScripts = true)
    {
        if (_missing is not null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", _missing);
            Skip.If(true, _missing);
        }

        var page = await _browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Offline = isOffline, JavaScriptEnabled = hasScripts });
        return page;
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(ExecutableVariable);
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var candidates = folders.SelectMany(folder => Names.SelectMany(name => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") }));
        return new[] { named }.OfType<string>().Concat(candidates).FirstOrDefault(File.Exists);
    }

    private static string? Install() => InstallFromPlaywright() ?? InstallFromDebian();

    private static string? InstallFromPlaywright()
    {
        if (Microsoft.Playwright.Program.Main(["install", "chromium"]) != 0)
        {
            return null;
        }

        using var playwright = Playwright.CreateAsync().GetAwaiter().GetResult();
        return File.Exists(playwright.Chromium.ExecutablePath) ? playwright.Chromium.ExecutablePath : null;
    }

    private static string? InstallFromDebian()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/bin/apt-get"))
        {
            return null;
        }

        Run("update", "-q");
        return Run("install", "-y", "-q", "--no-install-recommends", "chromium") ? Find() : null;
    }

    private static bool Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/apt-get", arguments) { Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" } })!;
        return process.WaitForExit(TimeSpan.FromMinutes(5)) && process.ExitCode == 0;
    }
}

/// <summary>One browser for all tests that look at emails.</summary>
[CollectionDefinition(Name)]
public sealed class EmailBrowser : ICollectionFixture<Browser>
{
    public const string Name = "Browser for emails";
}

/// <summary>One browser for all tests that look at pages, beside the one for emails.</summary>
[CollectionDefinition(Name)]
public sealed class PageBrowser : ICollectionFixture<Browser>
{
    public const string Name = "Browser for pages";
}
