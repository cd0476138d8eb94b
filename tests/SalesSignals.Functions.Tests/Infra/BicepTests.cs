using System.Text.Json;
using System.Text.RegularExpressions;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary>The files, as their compiler sees them.</summary>
public sealed class BicepTests
{
    public static TheoryData<string> Files =>
    [
        .. System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, "infra"), "*.bicep*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, "infra"), file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Its linter sees names that are unused, secrets that are plain, and types that do not fit.</summary>
    [SkippableFact]
    public void It_Compiles_Without_A_Warning()
    {
        Bicep.Require();

        var run = Bicep.Run("build", "main.bicep", "--stdout");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [SkippableFact]
    public void The_Parameter_File_Gives_What_Is_Needed()
    {
        Bicep.Require();

        var run = Bicep.Run("build-params", "main.bicepparam", "--stdout");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void A_File_Reads_As_Bicep_Formats_It(string file)
    {
        Bicep.Require();

        Assert.Equal(Bicep.Run("format", file, "--stdout").Output.ReplaceLineEndings("\n"), Repository.Read($"infra/{file}").ReplaceLineEndings("\n"));
    }

    [SkippableFact]
    public void Every_Parameter_And_Every_Output_Of_A_Deployment_Is_Described()
    {
        Bicep.Require();
        using var template = JsonDocument.Parse(Bicep.Run("build", "main.bicep", "--stdout").Output);

        var described = Named(template.RootElement, "parameters").Concat(Named(template.RootElement, "outputs"))
            .Concat(Modules(template.RootElement).SelectMany(module => Named(module, "parameters")))
            .ToList();

        Assert.True(described.Count > 60);
        Assert.All(described, named => Assert.True(
            named.Value.TryGetProperty("metadata", out var metadata) && metadata.GetProperty("description").GetString()!.Length > 3, named.Name));
    }

    [Fact]
    public void A_Resource_Type_Has_One_Api_Version_Everywhere()
    {
        var used = System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, "infra"), "*.bicep", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"'([\w.]+/\w+)[\w/]*@([\w-]+)'").Select(match => (Type: match.Groups[1].Value, Version: match.Groups[2].Value)))
            .ToList();

        Assert.True(used.Count > 20);
        Assert.All(used, resource => Assert.Matches(@"^20\d\d-\d\d-\d\d$", resource.Version));
        Assert.All(used.GroupBy(resource => resource.Type, resource => resource.Version, StringComparer.Ordinal), type => Assert.Single(type.Distinct(StringComparer.Ordinal)));
    }

    private static IEnumerable<JsonElement> Modules(JsonElement template) => template.GetProperty("resources").EnumerateObject()
        .Where(resource => resource.Value.GetProperty("type").GetString() == "Microsoft.Resources/deployments")
        .Select(module => module.Value.GetProperty("properties").GetProperty("template"));

    private static IEnumerable<JsonProperty> Named(JsonElement template, string section) =>
        template.TryGetProperty(section, out var named) ? named.EnumerateObject() : Enumerable.Empty<JsonProperty>();
}
