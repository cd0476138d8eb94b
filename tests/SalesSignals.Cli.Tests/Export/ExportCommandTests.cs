using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Export;

public sealed class ExportCommandTests
{
    private readonly CliRig _rig = new();

    [Fact]
    public async Task Deals_Are_Exported_With_What_A_Person_Looks_For()
    {
        var organisation = await _rig.FillAsync();
        var won = organisation.Deals.First(deal => deal.Plot is Plot.Won && deal.Key.Source == "crm");

        var (code, output, _) = await _rig.RunAsync("export", "deals", "--json");

        var rows = JsonNode.Parse(output)!.AsArray();
        var row = rows.Single(row => (string?)row!["deal"] == won.Key.ToString())!;
        Assert.Equal(0, code);
        Assert.Equal(organisation.Deals.Count(deal => deal.Plot is not Plot.Merged), rows.Count);
        Assert.Equal(("won", "won"), ((string?)row["status"], (string?)row["stage"]));
        Assert.True((decimal)row["amount"]! > 0);
    }

    [Fact]
    public async Task Signals_Are_Exported_As_They_Stand()
    {
        var organisation = await _rig.FillAsync();

        var (_, output, _) = await _rig.RunAsync("export", "signals", "--json");

        var standing = JsonNode.Parse(output)!.AsArray().Where(row => row!["clearedAt"] is null).Select(row => $"{row!["deal"]} {row["kind"]}");
        Assert.Equal(
            organisation.Deals.SelectMany(deal => deal.Expected, (deal, kind) => $"{deal.Key} {kind}").Order(StringComparer.Ordinal),
            standing.Order(StringComparer.Ordinal));
        Assert.NotEmpty(JsonNode.Parse(output)![0]!["evidence"]!.AsArray());
    }

    [Fact]
    public async Task Events_Are_Exported_Whole_And_Without_The_Texts_Of_Notes()
    {
        var organisation = await _rig.FillAsync();

        var (_, output, _) = await _rig.RunAsync("export", "events", "--json");

        Assert.Equal(
            organisation.Deals.Where(deal => deal.Plot is not Plot.Merged).Sum(deal => deal.Facts.Length),
            JsonNode.Parse(output)!.AsArray().Count);
        var texts = organisation.Deals.SelectMany(deal => deal.Facts).Select(fact => fact.Text).OfType<string>();
        Assert.DoesNotContain(texts, text => output.Contains(text[..20], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Csv_Is_The_Default_And_Goes_Into_A_File_When_Asked()
    {
        using var folder = new TemporaryFolder();
        await _rig.FillAsync();

        var printed = await _rig.RunAsync("export", "deals");
        var filed = await _rig.RunAsync("export", "deals", "--csv", "--out", folder.File("deals.csv"));

        Assert.StartsWith("deal,name,source,pipeline,stage,crmStage,status,amount,currency,closeDate,", printed.Out, StringComparison.Ordinal);
        Assert.Equal(printed.Out, await File.ReadAllTextAsync(folder.File("deals.csv")));
        Assert.EndsWith("deals.csv.\n", filed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Name_That_Is_A_Formula_Stays_A_Name_In_A_Spreadsheet()
    {
        await _rig.Tables.Deals.WriteAsync(
            new Storage.TableWrite.Insert(new("07", "deal|crm:1") { ["Source"] = "crm", ["DealId"] = "1", ["Name"] = "=HYPERLINK(\"http://evil.example\")", ["Amount"] = -5.5 }), default);

        var (_, output, _) = await _rig.RunAsync("export", "deals");

        Assert.Contains("crm:1,\"'=HYPERLINK(\"\"http://evil.example\"\")\",", output, StringComparison.Ordinal);
        Assert.Contains(",-5.5,", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_Kept_Is_An_Empty_List()
    {
        var (code, output, _) = await _rig.RunAsync("export", "signals", "--json");

        Assert.Equal((0, "[]\n"), (code, output));
    }

    [Theory]
    [InlineData("export")]
    [InlineData("export", "customers")]
    [InlineData("export", "deals", "--json", "--csv")]
    public async Task What_Cannot_Be_Meant_Is_A_Usage_Error(params string[] args)
    {
        var (code, _, error) = await _rig.RunAsync(args);

        Assert.Equal(2, code);
        Assert.NotEmpty(error);
    }
}
