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

    [GeneratedRegex("""LoggerMessage\([^"]*"((?:[^"\\]|\\.)*)"\)""")]
    private static partial Regex LogMessage();

    [GeneratedRegex("Message has \"([^\"]+)\"")]
    private static partial Regex Phrase();

    [GeneratedRegex("Name == \"([^\"]+)\"")]
    private static partial Regex FunctionName();
}
