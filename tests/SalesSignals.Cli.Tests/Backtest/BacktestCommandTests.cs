using System.Text.Json;
using System.Text.RegularExpressions;
using SalesSignals.Cli.Tests.Import;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Backtest;

public sealed class BacktestCommandTests : IDisposable
{
    private readonly CliRig _rig = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Long_Stays_That_Foretell_No_Losses_Are_Called_That()
    {
        var (code, output, error) = await RunAsync("--rules", "stuck-in-stage", "--sweep");

        Assert.Equal(0, code);
        Assert.Equal("1 deals are left out: nothing tells when anything happened to them.\n", error);
        Assert.Contains("200 of 201 deals closed", output, StringComparison.Ordinal);
        Assert.Matches("stuck-in-stage +100 +30.0 % +100 +50.0 % +0.60", output);
        Assert.Contains("does not foretell", output, StringComparison.Ordinal);
        Assert.Contains("Suggestion: Switch it off here", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_That_Cannot_Judge_Are_Named_As_Such()
    {
        var (_, output, _) = await RunAsync();

        Assert.Matches("Could not judge any deal.*stalled-deal", Regex.Replace(output, "\\s+", " "));
    }

    [Fact]
    public async Task Json_Is_For_Scripts()
    {
        var (_, output, _) = await RunAsync("--json", "--sweep", "--rules", "stuck-in-stage");

        using var report = JsonDocument.Parse(output);
        var rule = report.RootElement.GetProperty("rules")[0];
        Assert.Equal("stuck-in-stage", rule.GetProperty("kind").GetString());
        Assert.Equal(30, rule.GetProperty("comparison").GetProperty("flagged").GetProperty("lost").GetInt32());
        Assert.Equal("LostLessOften", rule.GetProperty("comparison").GetProperty("finding").GetString());
        Assert.Equal("SwitchOff", report.RootElement.GetProperty("sweeps")[0].GetProperty("suggestion").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Page_Stands_Alone_And_Says_In_Words_What_Its_Charts_Show()
    {
        var file = _folder.File("report.html");

        await RunAsync("--sweep", "--html", file);

        var html = await File.ReadAllTextAsync(file);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(src|href)=|url\\(|@import", html);
        Assert.Equal(3, Regex.Count(html, "<svg "));
        Assert.Equal(3, Regex.Count(html, "<svg [^>]*role=\"img\" aria-labelledby=\"[^\"]+\">\\s*<title id=\"[^\"]+\">[^<]+</title>\\s*<desc id=\"[^\"]+\">[^<]+</desc>"));
        Assert.Equal(Regex.Count(html, "<table"), Regex.Count(html, "<caption>[^<]+</caption>"));
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
        Assert.Contains("30.0 % against 50.0 %", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_Tells_What_Was_Imported_Into_It()
    {
        await _rig.RunAsync("import", Deals(), "--source", "crmsales", "--mapping", Mapping());

        var (code, output, _) = await _rig.RunAsync("backtest", "--source", "crmsales", "--rules", "stuck-in-stage");

        Assert.Equal(0, code);
        Assert.Matches("stuck-in-stage +100 +30.0 % +100 +50.0 % +0.60", output);
    }

    [Fact]
    public async Task Own_Settings_Can_Be_Tried()
    {
        var settings = _folder.File("settings.json", """{ "rules": { "stuckInStage": { "allowedDays": 90 } } }""");

        var (_, output, _) = await RunAsync("--settings", settings, "--rules", "stuck-in-stage");

        Assert.DoesNotMatch("stuck-in-stage +100", output);
    }

    [Theory]
    [InlineData("--rules", "stalled")]
    [InlineData("--from", "yesterday")]
    public async Task Wrong_Option_Is_A_Wrong_Command_Line(string option, string value) =>
        Assert.Equal(2, (await RunAsync(option, value)).Code);

    [Fact]
    public async Task Empty_Store_Has_No_Past()
    {
        var (code, _, error) = await _rig.RunAsync("backtest");

        Assert.Equal(1, code);
        Assert.StartsWith("There is no past to replay", error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Out, string Error)> RunAsync(params string[] more) => _rig.RunAsync(["backtest", "--csv", Deals(), "--mapping", Mapping(), .. more]);

    private string Deals() => _folder.File("deals.csv", SampleCsv.Opportunities());

    private string Mapping() => _folder.File("map.json", SampleCsv.Mapping);
}
