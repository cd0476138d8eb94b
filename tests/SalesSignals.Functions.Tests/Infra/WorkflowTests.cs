using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary>What GitHub runs for us: only what we have read, with no more rights than it needs.</summary>
public sealed class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. Yaml.Files.Where(file => file.StartsWith(".github/workflows/", StringComparison.Ordinal))];

    [Fact]
    public void Every_File_Is_Yaml()
    {
        Assert.True(Yaml.Files.Count > 10);
        Assert.All(Yaml.Files, file => Assert.NotEmpty(Yaml.Read(file)));
    }

    /// <summary>A tag can be moved to other code; a commit cannot.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_Are_Pinned_To_A_Commit_And_Say_Its_Version(string file)
    {
        var lines = Repository.Read(file).Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToList();

        Assert.Equal(Yaml.Read(file).SelectMany(document => Yaml.Named(document, "uses")).Count(), lines.Count);
        Assert.All(lines, line => Assert.Matches(@"uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\s*$", line));
    }

    [Fact]
    public void An_Action_Has_One_Version_Everywhere()
    {
        var used = Yaml.Files.SelectMany(file => Regex.Matches(Repository.Read(file), @"uses: ([\w-]+/[\w-]+)[\w/-]*@(\w+ # \S+)").Select(match => (Action: match.Groups[1].Value, Version: match.Groups[2].Value)));

        Assert.All(used.GroupBy(use => use.Action, use => use.Version, StringComparer.Ordinal), action => Assert.Single(action.Distinct(StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_Workflow_May_Read_And_A_Job_Says_What_Else_And_When_It_Ends(string file)
    {
        var workflow = Assert.Single(Yaml.Read(file));
        var jobs = ((YamlMappingNode)workflow.Children[new YamlScalarNode("jobs")]).Children;

        Assert.Equal("read", workflow.Text("permissions", "contents"));
        Assert.All(jobs, job => Assert.InRange(int.Parse(job.Value.Text("timeout-minutes"), System.Globalization.CultureInfo.InvariantCulture), 1, 90));
        Assert.DoesNotContain("pull_request_target", Repository.Read(file), StringComparison.Ordinal);
        Assert.DoesNotContain("secrets.", Repository.Read(file), StringComparison.Ordinal);
        var checkouts = Regex.Count(Repository.Read(file), @"actions/checkout@[^\n]*\n\s+with:\n\s+persist-credentials: false");
        Assert.Equal(Regex.Count(Repository.Read(file), "actions/checkout@"), checkouts);
    }

    [Fact]
    public void What_Is_Run_Is_There()
    {
        var scripts = Yaml.Files.SelectMany(file => Regex.Matches(Repository.Read(file), @"(?<=run: )\.ci/\w+")).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains(".ci/run", scripts);
        foreach (var file in scripts.Select(script => Path.Combine(Repository.Root, script)))
        {
            Assert.True(OperatingSystem.IsWindows() ? File.Exists(file) : File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute), file);
        }
    }
}
