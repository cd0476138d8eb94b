using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Docs;

/// <summary>What pages lead to is there, and the commands they show are commands.</summary>
public sealed partial class PagesTests
{
    public static TheoryData<string> Names => [.. Page.All.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Links_Lead_Somewhere(string name)
    {
        var page = Of(name);

        Assert.Equal([], page.Links.Where(link => !IsThere(page, link)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Commands_Are_Such_As_The_Command_Line_Takes(string name)
    {
        var wrong = from code in Of(name).Code
                    from command in CommandsIn(code.Code)
                    let errors = ErrorsOf(command, code.IsInSentence)
                    where errors.Count > 0
                    select (command, Errors: errors);

        Assert.Equal([], wrong.Select(one => $"{one.command}: {string.Join(' ', one.Errors)}"));
    }

    /// <summary>The two above would find nothing wrong if they found nothing.</summary>
    [Fact]
    public void Links_And_Commands_Are_Found()
    {
        var page = new Page("docs/x.md", """
            # One two
            See [there](there.md#part), `salessignals explain hubspot:4711` and <img src="images/a.png">.
            ```
            salessignals settings apply settings.json   # a comment
            dotnet run --project src/SalesSignals.Cli -- demo --once --out DIR
            salessignals park hubspot:4711 --until 2026-12-01 \
              --reason "Their budget."
            [not](a-link.md)
            ```
            ## One two
            """);

        Assert.Equal(["there.md#part", "images/a.png"], page.Links);
        Assert.Equal(["one-two", "one-two-1"], page.Anchors);
        Assert.Equal(
            ["settings apply settings.json", "demo --once --out DIR", "park hubspot:4711 --until 2026-12-01 --reason \"Their budget.\"", "explain hubspot:4711"],
            page.Code.SelectMany(code => CommandsIn(code.Code)));
        Assert.False(IsThere(page, "there.md#part"));
        Assert.False(IsThere(page, "architecture.md#no-such-heading"));
        Assert.True(IsThere(page, "architecture.md#storage"));
        Assert.NotEmpty(ErrorsOf("explain hubspot:4711 --no-such-option", isInSentence: false));
        Assert.NotEmpty(ErrorsOf("no-such-command", isInSentence: true));
        Assert.NotEmpty(ErrorsOf("backfill hubspot --months many", isInSentence: true));
        Assert.NotEmpty(ErrorsOf("park", isInSentence: false));
        Assert.Empty(ErrorsOf("park", isInSentence: true));
    }

    private static Page Of(string name) => Page.All.Single(page => page.Name == name);

    /// <summary>Addresses elsewhere are left to be; nothing here depends on the network.</summary>
    private static bool IsThere(Page page, string link)
    {
        if (Uri.TryCreate(link, UriKind.Absolute, out _))
        {
            return true;
        }

        var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
        var file = path.Length == 0 ? Repository.File(page.Name) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.File(page.Name))!, Uri.UnescapeDataString(path)));
        if (!File.Exists(file) && !System.IO.Directory.Exists(file))
        {
            return false;
        }

        return anchor is null || !file.EndsWith(".md", StringComparison.Ordinal)
            || (path.Length == 0 ? page : new Page(file, File.ReadAllText(file))).Anchors.Contains(anchor);
    }

    /// <summary>
    /// The command lines in a piece of code, without the program: from its name to the end of the line, a comment, or the next command of a
    /// shell. A name alone, and one with a <c>…</c>, with <c>[options]</c> or with choices (<c>a|b</c>) in the place of words, is a way of speaking.
    /// </summary>
    private static IEnumerable<string> CommandsIn(string code) => Call().Matches(code)
        .Select(match => match.Groups["args"].Value.Trim())
        .Where(args => args.Length > 0 && !args.Contains('…', StringComparison.Ordinal) && !args.Contains('[', StringComparison.Ordinal) && !Choices().IsMatch(args));

    /// <summary>In a sentence a command, or an option of it, may be spoken of without what it needs.</summary>
    private static IReadOnlyList<string> ErrorsOf(string command, bool isInSentence)
    {
        var parsed = CommandLine.Create(Unused.Context).Parse(Filled(command));
        return isInSentence && parsed.Tokens.All(token => token.Type is TokenType.Command or TokenType.Option) ? [] : [.. parsed.Errors.Select(error => error.Message)];
    }

    /// <summary>With something in the place of what a reader is to put in.</summary>
    private static string Filled(string command)
    {
        var filled = Regex.Replace(command.Replace("DEAL-ID", "4711", StringComparison.Ordinal), "<[^>]*>", "4711", RegexOptions.None, TimeSpan.FromSeconds(1));
        foreach (var (placeholder, value) in new[] { ("SOURCE:ID", "hubspot:4711"), ("DEAL", "hubspot:4711"), ("SOURCE", "hubspot"), ("TIME", "2026-11-16T09:00Z"), ("DAY", "2026-12-01"), ("CRM", "pipedrive"), ("AREA", "storage"), ("KIND", "stalled-deal"), ("SHELL", "bash") })
        {
            filled = Regex.Replace(filled, $@"(?<![\w:-]){placeholder}(?![\w-])", value, RegexOptions.None, TimeSpan.FromSeconds(1));
        }

        return filled;
    }

    [GeneratedRegex(@"(?:(?<![\w./-])salessignals|dotnet run --project src/SalesSignals\.Cli --)(?<args>(?: +(?:""[^""]*""|(?:<[^>]*>|[^\s#;)<>&|""])+))+)")]
    private static partial Regex Call();

    [GeneratedRegex(@"^\w[\w-]*( \w[\w-]*)?\|")]
    private static partial Regex Choices();
}
