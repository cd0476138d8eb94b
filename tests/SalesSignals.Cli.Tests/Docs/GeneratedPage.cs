using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Docs;

/// <summary>A page under docs/ that is made from code. With <c>SALESSIGNALS_WRITE_DOCS=1</c> in the environment it is written, not compared.</summary>
internal static class GeneratedPage
{
    public static void IsAsMade(string name, string made)
    {
        var file = Repository.File("docs", name);
        if (Environment.GetEnvironmentVariable("SALESSIGNALS_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, made);
        }

        Assert.True(
            File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == made,
            $"docs/{name} is not what the code says: run SALESSIGNALS_WRITE_DOCS=1 dotnet test tests/SalesSignals.Cli.Tests --filter FullyQualifiedName~Docs");
    }

    /// <summary>Text as it stands in a cell of a table.</summary>
    public static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
