using System.Text;
using System.Text.RegularExpressions;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Docs;

/// <summary>A page in Markdown that people read, by its path from the repository's root.</summary>
internal sealed partial record Page(string Name, string Text)
{
    /// <summary>Everything a visitor may come upon, and the readme of the package.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. new[] { "docs", "infra", ".github", "tests" }
            .Select(folder => Repository.File(folder))
            .Where(System.IO.Directory.Exists)
            .SelectMany(folder => System.IO.Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Prepend(Repository.File("src", "SalesSignals.Cli", "PACKAGE.md"))
            .Prepend(Repository.File("README.md"))
            .Order(StringComparer.Ordinal)
            .Select(file => new Page(Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText(file))),
    ];

    /// <summary>The targets of links and pictures, code left out.</summary>
    public IEnumerable<string> Links => Link().Matches(Prose).Select(match => match.Groups["to"].Value)
        .Concat(Attribute().Matches(Prose).Select(match => match.Groups["to"].Value));

    /// <summary>What headings can be linked to by, as GitHub makes it.</summary>
    public IReadOnlySet<string> Anchors
    {
        get
        {
            var anchors = new HashSet<string>(StringComparer.Ordinal);
            foreach (Match heading in Heading().Matches(Fence().Replace(Text, "")))
            {
                var anchor = Slug(heading.Groups["text"].Value);
                for (var i = 1; !anchors.Add(i == 1 ? anchor : $"{anchor}-{i - 1}"); i++)
                {
                }
            }

            return anchors;
        }
    }

    /// <summary>Lines of code blocks, and code within sentences, each with which it is.</summary>
    public IEnumerable<(string Code, bool IsInSentence)> Code =>
    [
        .. Fence().Matches(Text).SelectMany(match => Continued().Replace(match.Groups["code"].Value, " ").Split('\n')).Select(line => (line, false)),
        .. Inline().Matches(Fence().Replace(Text, "")).Select(match => (match.Groups["code"].Value.Replace('\n', ' '), true)),
    ];

    private string Prose => Inline().Replace(Fence().Replace(Text, ""), "");

    private static string Slug(string heading)
    {
        var slug = new StringBuilder();
        foreach (var c in LinkText().Replace(heading, "$1").Trim().ToLowerInvariant())
        {
            slug.Append(c is ' ' ? "-" : char.IsLetterOrDigit(c) || c is '-' or '_' ? c.ToString() : "");
        }

        return slug.ToString();
    }

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex("(?:src|href)=\"(?<to>[^\"]+)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^#{1,6} +(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^[ ]*```[^\n]*\n(?<code>.*?)^[ ]*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"`(?<code>[^`]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"\s*\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();
}
