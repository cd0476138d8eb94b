using YamlDotNet.RepresentationModel;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary>YAML files of the repository, read as what they are.</summary>
internal static class Yaml
{
    /// <summary>Every one that a tool outside reads.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. new[] { "azure.yaml" }
            .Concat(Under("infra", "*.yaml"))
            .Concat(Under(".github", "*.yml"))
            .Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<YamlMappingNode> Read(string file)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Repository.Read(file));
        stream.Load(reader);
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    /// <summary>Everything in a file that is named so, however deep.</summary>
    public static IEnumerable<YamlNode> Named(YamlNode node, string name) => node.AllNodes.OfType<YamlMappingNode>()
        .SelectMany(mapping => mapping.Children)
        .Where(child => child.Key is YamlScalarNode key && key.Value == name)
        .Select(child => child.Value);

    public static string Text(this YamlNode node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = ((YamlMappingNode)node).Children[new YamlScalarNode(name)];
        }

        return ((YamlScalarNode)node).Value!;
    }

    private static IEnumerable<string> Under(string folder, string pattern) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));
}
