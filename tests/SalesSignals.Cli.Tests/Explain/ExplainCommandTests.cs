using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Tests.Explain;

public sealed class ExplainCommandTests
{
    private readonly CliRig _rig = new();

    [Fact]
    public async Task Every_Rule_Answers_And_Those_That_Fired_Show_Their_Evidence()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Stalled);

        var (code, output, _) = await _rig.RunAsync("explain", deal.Key.ToString());

        var lines = output.Split('\n');
        Assert.Equal(0, code);
        Assert.EndsWith(deal.Key.ToString(), lines[0], StringComparison.Ordinal);
        Assert.Contains($"  Owner             {deal.Owner.Name}", lines);
        Assert.All(SignalRules.All, rule => Assert.Contains(lines, line => line.StartsWith("  ", StringComparison.Ordinal) && line.Contains($"  {rule.Kind} ", StringComparison.Ordinal)));
        Assert.Equal(deal.Expected.Count, lines.Count(line => line.StartsWith("  FIRED ", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("Quiet since: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("(automated)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_Says_The_Same()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Neglected && deal.Key.Source == "crm");

        var (_, output, _) = await _rig.RunAsync("explain", deal.Key.ToString(), "--json");

        var json = JsonNode.Parse(output)!;
        var fired = json["rules"]!.AsArray().Where(rule => (string?)rule!["outcome"] == "fired").Select(rule => (string)rule!["kind"]!);
        Assert.Equal(deal.Expected.Order(StringComparer.Ordinal), fired.Order(StringComparer.Ordinal));
        Assert.Equal(deal.Facts.Length, json["events"]!.AsArray().Count);
        Assert.Equal("open", (string?)json["status"]);
    }

    [Fact]
    public async Task A_Source_Without_Activities_Leaves_Some_Rules_Without_An_Answer()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.CloseDatePassed && deal.Key.Source == "hubspot");

        var (_, output, _) = await _rig.RunAsync("explain", deal.Key.ToString());

        Assert.Contains("  unknown         stalled-deal ", output, StringComparison.Ordinal);
        Assert.Contains("  FIRED           close-date-passed ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Rules_Can_Be_Asked_For_Another_Time()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Healthy && deal.Key.Source == "crm");

        var (_, later, _) = await _rig.RunAsync("explain", deal.Key.ToString(), "--at", "2027-03-01T09:00Z");

        Assert.Contains("Rules at 2027-03-01 09:00Z", later, StringComparison.Ordinal);
        Assert.Contains("FIRED           stalled-deal ", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_That_Were_Learned_Are_Those_Of_The_App()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Stalled && deal.Key.Source == "crm");
        await new SettingsStore(_rig.Tables.Settings).ApplyAsync(new() { Rules = new() { StuckInStage = new() { Baseline = BaselineKind.WonP75 } } }, CliRig.Monday, default);
        BaselineFigures figures = new("v1", [.. Enum.GetValues<DealStage>().Select(stage => new StageBaseline(null, stage, 48, 2, 3, 4))], []);
        await new BaselineStore(_rig.Tables.Settings).SaveAsync(new(figures, CliRig.Monday), deals: 48, default);

        var (_, output, _) = await _rig.RunAsync("explain", deal.Key.ToString());

        Assert.Contains("Threshold: 3 days, 75th percentile of 48 won deals (settings)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Unknown_Deal_And_A_Malformed_Key_Are_Told_Apart()
    {
        var unknown = await _rig.RunAsync("explain", "crm:nope");
        var malformed = await _rig.RunAsync("explain", "nope");

        Assert.Equal((1, "No deal crm:nope is known. 'export deals' lists those that are.\n"), (unknown.Code, unknown.Error));
        Assert.Equal(2, malformed.Code);
        Assert.Contains("write it as source:id", malformed.Error, StringComparison.Ordinal);
    }
}
