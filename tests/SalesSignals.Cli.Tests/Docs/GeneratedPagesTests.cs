namespace SalesSignals.Cli.Tests.Docs;

public sealed class GeneratedPagesTests
{
    [Fact]
    public void Settings_Are_Described_As_Their_Schema_Has_Them() => GeneratedPage.IsAsMade("settings.md", SettingsPage.Make());

    [Fact]
    public void Commands_Are_Described_As_Their_Help_Has_Them() => GeneratedPage.IsAsMade("commands.md", CommandsPage.Make());

    /// <summary>What has no description would be an empty cell.</summary>
    [Fact]
    public void Every_Setting_And_Option_Says_What_It_Means()
    {
        Assert.DoesNotContain("` |  |", SettingsPage.Make(), StringComparison.Ordinal);
        Assert.DoesNotContain("` |  |", CommandsPage.Make(), StringComparison.Ordinal);
    }
}
