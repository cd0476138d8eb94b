using System.Text.RegularExpressions;
using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary>Alert rules look for sentences in the log: these must be sentences that the app writes.</summary>
public sealed partial class AlertsTests
{
    private static IReadOnlyList<string> Queries =>
    [
        .. Deployment.Full.Of("Microsoft.Insights/scheduledQueryRules")
            .Select(rule => rule.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()!),
    ];

    [SkippableFact]
    public void Every_Sentence_That_Is_Looked_For_Is_Written()
    {
        Bicep.Require();
        var written = System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => LogMessage().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .ToList();

        var phrases = Queries.SelectMany(query => Phrase().Matches(query).Select(match => match.Groups[1].Value)).ToList();

        Assert.True(phrases.Count >= 4);
        Assert.All(phrases, phrase => Assert.Contains(written, message => message.Contains(phrase, StringComparison.Ordinal)));
    }

    [SkippableFact]
    public void Every_Function_That_Is_Looked_For_Is_There()
    {
        Bicep.Require();
        var functions = FunctionCatalog.Read(AppContext.BaseDirectory);

        var named = Queries.SelectMany(query => FunctionName().Matches(query).Select(match => match.Groups[1].Value)).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.NotNull(functions.Find(name)));
    }

    [SkippableFact]
    public void Every_Alert_Is_Told_To_Those_Who_Want_To_Hear()
    {
        Bicep.Require();
        var group = Deployment.Full.One("Microsoft.Insights/actionGroups").GetProperty("id").GetString();

        Assert.All(Deployment.Full.Of("Microsoft.Insights/scheduledQueryRules"), rule => Assert.Equal(
            group, Assert.Single(rule.GetProperty("properties").GetProperty("actions").GetProperty("actionGroups").EnumerateArray()).GetString()));
        Assert.Empty(Deployment.Usual.Of("Microsoft.Insights/actionGroups"));
    }

    [SkippableFact]
    public void Every_Alert_Is_In_The_Manual_With_What_To_Do()
    {
        Bicep.Require();
        var rules = Deployment.Full.Of("Microsoft.Insights/scheduledQueryRules")
            .Select(rule => rule.GetProperty("properties").GetProperty("displayName").GetString()!["SalesSignals: ".Length..]);

        Assert.Equal(rules.Order(StringComparer.Ordinal), Documented().Select(alert => alert.Rule).OfType<string>().Order(StringComparer.Ordinal));
    }

    /// <summary>Each leads to a section, and each section is led to: by an alert, or by a field of the health page.</summary>
    [Fact]
    public void What_To_Do_Stands_There_For_Every_Alert_And_For_Nothing_Else()
    {
        var manual = Repository.Read("docs/operate.md");
        var trouble = manual[manual.IndexOf("## When something is wrong", StringComparison.Ordinal)..manual.IndexOf("## Retention", StringComparison.Ordinal)];
        var sections = Heading().Matches(trouble).Select(match => match.Groups[1].Value.Trim().ToLowerInvariant().Replace(' ', '-')).ToList();
        var health = manual[manual.IndexOf("### Health", StringComparison.Ordinal)..manual.IndexOf("## When something is wrong", StringComparison.Ordinal)];

        var alerts = Documented().Select(alert => alert.Section).ToList();

        Assert.True(alerts.Count >= 7);
        Assert.All(alerts, section => Assert.Contains(section, sections));
        Assert.All(sections, section => Assert.True(alerts.Contains(section) || health.Contains($"(#{section})", StringComparison.Ordinal), section));
    }

    private static IReadOnlyList<(string Section, string? Rule)> Documented() =>
    [
        .. AlertRow().Matches(Repository.Read("docs/operate.md"))
            .Select(row => (row.Groups["section"].Value, row.Groups["rule"] is { Success: true } rule ? rule.Value : null)),
    ];

    [GeneratedRegex(@"^### (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| \[[^\]]+\]\(#(?<section>[a-z-]+)\) \| (?:`(?<rule>[a-z-]+)`|none) \| .+ \|\r?$", RegexOptions.Multiline)]
    private static partial Regex AlertRow();

    [GeneratedRegex("""LoggerMessage\([^"]*"((?:[^"\\]|\\.)*)"\)""")]
    private static partial Regex LogMessage();

    [GeneratedRegex("Message has \"([^\"]+)\"")]
    private static partial Regex Phrase();

    [GeneratedRegex("Name == \"([^\"]+)\"")]
    private static partial Regex FunctionName();
}
