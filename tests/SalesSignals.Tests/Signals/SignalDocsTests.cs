using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class SignalDocsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "signals");

    /// <summary>The rules over one deal, and those over a whole source.</summary>
    private static readonly string[] Kinds = [.. SignalRules.All.Select(rule => rule.Kind), SignalKinds.SilentSource];

    [Fact]
    public void The_Page_Lists_The_Rules_In_Their_Order() => Assert.Equal(Kinds, Rows().Select(row => row.Split('`')[1]));

    [Fact]
    public void The_Settings_Have_A_Part_For_Each_Rule_In_The_Same_Order()
    {
        var parts = SettingsSchema.Create()["properties"]!["rules"]!["properties"]!.AsObject().Select(part => part.Key);

        Assert.Equal(Rows().Select(row => row.Split('`')[^2]), parts.Select(part => $"rules.{part}"));
        Assert.Equal(Kinds, Rows().Select(row => row.Split('`')[^2]).Select(Kind));
    }

    [Fact]
    public void A_Rule_Over_A_Source_Is_Marked_As_Such_And_Has_Its_Page()
    {
        var row = Assert.Single(Rows(), row => row.Split('|')[2].Trim() == "system");

        Assert.Equal(SignalKinds.SilentSource, row.Split('`')[1]);
        Assert.StartsWith("# `silent-source`", File.ReadAllText(Path.Combine(Folder, row.Split('(', ')')[2])), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_Page_Is_Listed()
    {
        var pages = new DirectoryInfo(Folder).EnumerateFiles("*.md").Select(page => page.Name).Where(name => name != "README.md");

        Assert.All(pages, page => Assert.Contains($"]({page})", string.Concat(Rows()), StringComparison.Ordinal));
    }

    private static List<string> Rows() =>
        [.. File.ReadLines(Path.Combine(Folder, "README.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    /// <summary><c>rules.stalledDeal</c> is <c>stalled-deal</c>.</summary>
    private static string Kind(string setting) =>
        string.Concat(setting["rules.".Length..].Select(c => char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));
}
