using System.Text.Json.Nodes;
using SalesSignals.Azure;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Steering;

public sealed class SettingsDryRunTests : IDisposable
{
    private const string Stricter = """{ "rules": { "stalledDeal": { "allowedQuietDays": 2 } } }""";
    private const string SwitchedOff = """{ "rules": { "stalledDeal": { "enabled": false } } }""";

    private readonly TemporaryFolder _folder = new();
    private readonly CliRig _rig = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_Rule_That_Is_Switched_Off_Clears_Its_Signals_And_They_Are_Named()
    {
        var stalled = (await _rig.FillAsync()).Deals.Where(deal => deal.Expected.Contains("stalled-deal")).ToList();

        var (code, output, _) = await DryRunAsync(SwitchedOff);
        var shown = await _rig.RunAsync("settings", "show");

        var row = output.Split('\n').Single(line => line.StartsWith("  stalled-deal ", StringComparison.Ordinal));
        Assert.Equal(0, code);
        Assert.Equal(
            ["stalled-deal", $"{stalled.Count}", "0", "0", $"{stalled.Count}", "0", "0"],
            row.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(stalled, deal => output.Contains($"({deal.Key})", StringComparison.Ordinal));
        Assert.Contains("Nobody would be alerted.", output, StringComparison.Ordinal);
        Assert.Equal("No settings were ever applied; these are the defaults.\n", shown.Error);
    }

    [Fact]
    public async Task A_Stricter_Limit_Raises_And_Worsens_And_Says_Whom_It_Would_Alert()
    {
        await _rig.FillAsync();

        var json = JsonNode.Parse((await DryRunAsync(Stricter, "--json")).Out)!;

        var stalled = json["signals"]!.AsArray().Single(signal => (string?)signal!["kind"] == "stalled-deal")!;
        var news = (int)stalled["raised"]!["count"]! + (int)stalled["worse"]!["count"]!;
        var told = json["alerts"]!.AsArray().Sum(rep => (int)rep!["deals"]!) + (int)json["dealsOfNobody"]!;
        Assert.True(news > 0);
        Assert.Equal(0, (int)stalled["cleared"]!["count"]!);
        Assert.Equal((int)stalled["after"]! - (int)stalled["before"]!, (int)stalled["raised"]!["count"]!);
        Assert.InRange(told, 1, json["signals"]!.AsArray().Sum(signal => (int)signal!["raised"]!["count"]! + (int)signal["worse"]!["count"]!));
        Assert.True(stalled["raised"]!["deals"]!.AsArray().Count <= 3);
    }

    [Fact]
    public async Task The_Settings_In_Force_Change_Nothing_When_Tried_Again()
    {
        await _rig.FillAsync();
        await _rig.RunAsync("settings", "apply", _folder.File("stricter.json", Stricter));

        var (_, output, _) = await DryRunAsync(Stricter);

        Assert.Matches(@"No signal would change \(\d+ deals\)\.", output);
    }

    [Fact]
    public async Task Without_Storage_Only_The_Document_Is_Checked_And_It_Says_So()
    {
        using StringWriter output = new() { NewLine = "\n" };
        CommandContext context = new(TextReader.Null, output, TextWriter.Null, TimeProvider.System, () => throw new StorageConnectionException("AzureWebJobsStorage is not set."));

        var code = await CommandLine.RunAsync(["settings", "apply", _folder.File("settings.json", "{}"), "--dry-run"], context);

        Assert.Equal(0, code);
        Assert.Equal("The document is valid. Only the document was checked, not what it would change: AzureWebJobsStorage is not set.\n", output.ToString());
    }

    [Fact]
    public async Task Json_Without_A_Dry_Run_Is_A_Wrong_Command_Line() =>
        Assert.Equal(2, (await _rig.RunAsync("settings", "apply", _folder.File("settings.json", "{}"), "--json")).Code);

    private Task<(int Code, string Out, string Error)> DryRunAsync(string document, params string[] options) =>
        _rig.RunAsync(["settings", "apply", _folder.File("trial.json", document), "--dry-run", .. options]);
}
