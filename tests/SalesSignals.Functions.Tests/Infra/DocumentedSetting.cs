namespace SalesSignals.Functions.Tests.Infra;

/// <summary>A row of <c>docs/configuration.md</c>.</summary>
/// <param name="Heading">That it stands under.</param>
internal sealed record DocumentedSetting(string Heading, string Name, string Meaning, string InAzure)
{
    public bool IsSecret => Meaning.Contains("**Secret**", StringComparison.Ordinal);

    /// <summary>Who reads it, if it is not the app's own code.</summary>
    public bool IsReadByOthers => Heading.StartsWith("Read by ", StringComparison.Ordinal) || Name == "ASPNETCORE_URLS";

    public static IReadOnlyList<DocumentedSetting> ReadAll()
    {
        var rows = new List<DocumentedSetting>();
        var heading = "";
        foreach (var line in Repository.Read("docs/configuration.md").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                heading = line[3..].Trim();
            }
            else if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                var cells = line.Split('|', StringSplitOptions.TrimEntries);
                rows.Add(new(heading, cells[1].Trim('`'), cells[2], cells[3]));
            }
        }

        return rows;
    }
}
