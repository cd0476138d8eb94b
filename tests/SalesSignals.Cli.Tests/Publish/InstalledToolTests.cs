using System.Text.Json.Nodes;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Tests.Publish;

public sealed class InstalledToolTests(InstalledTool tool) : IClassFixture<InstalledTool>
{
    [Fact]
    public async Task It_Says_Which_Version_It_Is()
    {
        var (code, output, _) = await tool.RunAsync("--version");

        Assert.Equal(0, code);
        Assert.Matches(@"^\d+\.\d+\.\d+", output);
    }

    [Fact]
    public async Task It_Prints_The_Settings_Schema()
    {
        var (code, output, _) = await tool.RunAsync("settings", "schema");

        Assert.Equal(0, code);
        Assert.True(JsonNode.DeepEquals(SettingsSchema.Create(), JsonNode.Parse(output)));
    }

    [Fact]
    public async Task Help_Calls_It_As_It_Is_Called()
    {
        var (_, output, _) = await tool.RunAsync("people", "import", "--help");

        Assert.Contains("  salessignals people import <FILE> [options]", output, StringComparison.Ordinal);
        Assert.DoesNotContain("SalesSignals.Cli", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Shell_Gets_Its_Suggestions()
    {
        var (_, output, _) = await tool.RunAsync("[suggest:22]", "salessignals poison re");

        Assert.Equal("redrive", output.Trim());
    }

    /// <summary>The app is in the package, and runs from it.</summary>
    [Fact]
    public async Task The_Demo_Runs()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = await tool.RunAsync("demo", "--once", "--out", folder.Path, "--deals", "20", "--now", "2026-11-16T09:00Z");

        Assert.True(code == 0, output + error);
        Assert.True((int)JsonNode.Parse(await File.ReadAllTextAsync(folder.File("summary.json")))!["emails"]!["morning-digest"]! > 0);
    }

    /// <summary>An executable would be one system's, and is no executable once it has been through a package.</summary>
    [Fact]
    public void The_Package_Holds_Nothing_Of_One_System_Only()
    {
        Assert.Contains("tools/net10.0/any/SalesSignals.Functions.dll", tool.PackedFiles);
        Assert.Contains("tools/net10.0/any/host.json", tool.PackedFiles);
        Assert.Contains("PACKAGE.md", tool.PackedFiles);
        Assert.DoesNotContain(tool.PackedFiles, file => Path.GetFileName(file) is "SalesSignals.Functions" or "SalesSignals.Cli" || file.EndsWith(".exe", StringComparison.Ordinal));
    }
}
