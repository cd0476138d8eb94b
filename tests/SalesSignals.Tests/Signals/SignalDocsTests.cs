using System.Text.Json.Nodes;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>Rules, their pages and their settings agree.</summary>
public class SignalDocsTests
{
    private static readonly string[] Headings = ["Why it matters", "When it fires", "Settings", "Evidence", "How to tune", "What it does not see"];

    private static readonly JsonObject Rules = SettingsSchema.Create()["properties"]!["rules"]!["properties"]!.AsObject();

    /// <summary>The rules over one deal, then those over a rep, a customer, and a whole source. Good news is of deals and of reps.</summary>
    private static readonly string[] All =
    [
        .. SignalRules.All.Select(rule => rule.Kind)
            .Concat(RepRules.All.Select(rule => rule.Kind))
            .Concat(AccountRules.All.Select(rule => rule.Kind))
            .Append(SignalKinds.SilentSource)
            .Distinct(),
    ];

    public static TheoryData<string> Kinds => [.. All];

    [Fact]
    public void The_Page_Lists_The_Rules_In_Their_Order()
    {
        var rows = File.ReadLines(Page("README"))
            .Where(line => line.StartsWith("| [`", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        Assert.Equal(All, rows);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_Rule_Has_A_Page_That_Answers_The_Same_Questions(string kind)
    {
        var lines = File.ReadAllLines(Page(kind));

        Assert.Equal($"# {kind}", lines[0]);
        Assert.Equal(Headings, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_Setting_Of_A_Rule_Stands_On_Its_Page_With_Its_Default(string kind)
    {
        var name = RuleSettings.NameOf(kind);
        var settings = Rules[name]!["properties"]!.AsObject();
        var rows = File.ReadLines(Page(kind))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`'))
            .ToDictionary(row => row[1], row => row[3], StringComparer.Ordinal);

        Assert.Contains($"`rules.{name}`", File.ReadAllText(Page(kind)), StringComparison.Ordinal);
        Assert.Equal(settings.Select(setting => setting.Key), rows.Keys);
        Assert.All(settings, setting => Assert.Equal(Shown(setting.Value!["default"]), rows[setting.Key]));
    }

    [Fact]
    public void Rules_Over_More_Than_A_Deal_Are_Marked_As_Such()
    {
        Assert.Equal(RepRules.All.Select(rule => rule.Kind).Where(kind => kind != SignalKinds.Momentum), Marked("rep"));
        Assert.Equal(AccountRules.All.Select(rule => rule.Kind), Marked("account"));
        Assert.Equal([SignalKinds.SilentSource], Marked("system"));
    }

    [Fact]
    public void There_Are_No_Pages_And_No_Settings_Of_Rules_That_Are_Not()
    {
        Assert.Equal(All.Order(), System.IO.Directory.EnumerateFiles(Path.GetDirectoryName(Page("README"))!).Select(Path.GetFileNameWithoutExtension).Where(page => page != "README").Order());
        Assert.Equal(All.Select(RuleSettings.NameOf), Rules.Select(rule => rule.Key));
    }

    private static IEnumerable<string> Marked(string scope) =>
        File.ReadLines(Page("README")).Where(line => line.Contains($"| {scope} |", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

    private static string Shown(JsonNode? value) => value is JsonArray list ? string.Join(", ", list.Select(Shown)) : value is null ? "" : value.ToString() is "True" or "False" ? value.ToString().ToLowerInvariant() : value.ToString();

    private static string Page(string name) => Path.Combine(Repository.Root, "docs", "signals", $"{name}.md");
}
