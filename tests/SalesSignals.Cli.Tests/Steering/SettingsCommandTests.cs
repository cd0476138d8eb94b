using System.Text.Json.Nodes;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Steering;

public sealed class SettingsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliRig _rig = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_Was_Applied_Is_Shown()
    {
        var applied = await _rig.RunAsync("settings", "apply", _folder.File("settings.json", """{ "alerts": { "dealsPerDay": 3 } }"""));
        var shown = await _rig.RunAsync("settings", "show");

        Assert.Equal((0, "Settings version 1 is in force.\n"), (applied.Code, applied.Out));
        Assert.Equal((0, "Version 1.\n"), (shown.Code, shown.Error));
        Assert.Equal(3, (int)JsonNode.Parse(shown.Out)!["alerts"]!["dealsPerDay"]!);
        Assert.Equal(10, (int)JsonNode.Parse(shown.Out)!["rules"]!["stalledDeal"]!["allowedQuietDays"]!);
    }

    [Fact]
    public async Task A_Bad_Document_Is_Not_Applied_And_Every_Problem_Is_Told()
    {
        var (code, _, error) = await _rig.RunAsync(
            "settings", "apply", _folder.File("settings.json", """{ "alerts": { "dealsPerDay": 0 }, "digest": { "due": "7" } }"""));
        var shown = await _rig.RunAsync("settings", "show");

        Assert.Equal(1, code);
        Assert.Equal(
            """
            alerts.dealsPerDay: must be 1 to 100; it is 0
            digest.due: is not a known setting; known here: dueAt, lateUntil, deals
            Nothing was applied: the document has 2 problem(s), listed above.

            """,
            error);
        Assert.Equal("No settings were ever applied; these are the defaults.\n", shown.Error);
    }

    [Fact]
    public async Task A_Dry_Run_Only_Checks()
    {
        var checkedOnly = await _rig.RunAsync("settings", "apply", _folder.File("settings.json", "{}"), "--dry-run");
        var shown = await _rig.RunAsync("settings", "show");

        Assert.Equal((0, "The document is valid. Nothing was applied.\nNo signal would change (0 deals).\n"), (checkedOnly.Code, checkedOnly.Out));
        Assert.Equal("No settings were ever applied; these are the defaults.\n", shown.Error);
    }

    [Fact]
    public async Task The_Schema_Is_Printed_As_Json()
    {
        var (code, output, _) = await _rig.RunAsync("settings", "schema");

        Assert.Equal((0, "object"), (code, (string?)JsonNode.Parse(output)!["type"]));
    }
}
